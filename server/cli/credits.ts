import type { Command } from 'commander';
import { addExplain } from './explain.js';

/** `desk credits …` */
export function register(program: Command): void {
  const group = program.command('credits').description('Uptime and service credits');
  addExplain(
    group,
    'uptime and credit with every figure',
    async () => (await import('../domain/credit/index.js')).explain,
  );
}
