import type { StageTable } from './types.js';

export const FILLS: StageTable = {};
