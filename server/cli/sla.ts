import type { Command } from 'commander';
import { addExplain } from './explain.js';

/** `desk sla …` */
export function register(program: Command): void {
  const group = program.command('sla').description('The SLA clock');
  addExplain(group, 'what its SLA clocks show', async () => (await import('../domain/sla/index.js')).explain);
}
