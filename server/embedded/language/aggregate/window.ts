import type { StageTable } from './types.js';

export const WINDOWS: StageTable = {};
