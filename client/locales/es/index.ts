import { byFile } from '../by-file.js';

export default byFile(import.meta.glob('./*.json', { eager: true, import: 'default' }));
