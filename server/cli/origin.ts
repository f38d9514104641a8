import type { Command } from 'commander';
import { addExplain } from './explain.js';

/** `desk origin …` */
export function register(program: Command): void {
  const group = program.command('origin').description('Whose customer a ticket is of');
  addExplain(group, 'its origin with the evidence', async () => (await import('../domain/origin/index.js')).explain);
}
