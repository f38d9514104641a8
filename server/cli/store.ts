import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { LEAST_MEMORY_MB, MEMORY_MB } from '../embedded/wire/limits.js';

/** `desk store …` */
export function register(program: Command): void {
  const group = program.command('store').description('The embedded store: serve, back up, move, check');
  const folder = join(process.env.DATA_DIR ?? 'data', 'store');
  const onFolder = (name: string, text: string) =>
    group.command(name).description(text).option('--data <folder>', "the store's folder", folder);

  onFolder('serve', 'Serve a store to several processes; prints its address when it is ready, ends on SIGTERM')
    .option('--port <port>', 'a port of this machine; 0 for one that is free', port, 27017)
    .option('--socket <path>', 'a socket of this user instead of a port')
    .option('--memory <MB>', 'how much it may hold for its clients', memory, MEMORY_MB)
    .action(async (options: { data: string; port: number; socket?: string; memory: number }) => {
      const { serve } = await import('./store/serve.js');
      const place = options.socket === undefined ? { port: options.port } : { socket: options.socket };
      await serve(options.data, place, options.memory);
    });
  onFolder('backup', 'Copy a store into a file, as it is at one moment, while it may be in use')
    .argument('<file>')
    .action(async (file: string, { data }: { data: string }) => {
      const { backup } = await import('./store/copies.js');
      await backup(data, file);
    });
  onFolder('restore', 'Make a backup the store of a folder')
    .argument('<file>')
    .option('--replace', 'put a store that is there already aside', false)
    .action(async (file: string, { data, replace }: { data: string; replace: boolean }) => {
      const { restore } = await import('./store/copies.js');
      await restore(file, data, replace);
    });
  onFolder('doctor', 'Go through every page, checksum and index of a store that is not in use')
    .option('--repair', 'put all that can be read into a new file; the damaged one is kept', false)
    .action(async ({ data, repair }: { data: string; repair: boolean }) => {
      const { doctor } = await import('./store/doctor.js');
      await doctor(data, repair);
    });
  moving(onFolder('export', 'Copy databases of a store to MongoDB'), '--to', 'export');
  moving(onFolder('import', 'Copy databases of MongoDB into a store'), '--from', 'import');
}

interface Moving {
  data: string;
  to?: string;
  from?: string;
  database: string[];
  drop: boolean;
}

function moving(command: Command, place: '--to' | '--from', direction: 'export' | 'import'): void {
  command
    .requiredOption(`${place} <uri>`, 'a mongodb:// address')
    .option('--database <name...>', 'only these databases; otherwise all', [])
    .option('--drop', 'drop collections of the same name there first', false)
    .action(async ({ data, to, from, database, drop }: Moving) => {
      const { transfer } = await import('./store/transfer.js');
      await transfer({ folder: data, uri: to ?? from ?? '', direction, databases: database, drop });
    });
}

function port(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65535) throw new InvalidArgumentError('must be 0 to 65535');
  return number;
}

function memory(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < LEAST_MEMORY_MB)
    throw new InvalidArgumentError(`must be a whole number of at least ${LEAST_MEMORY_MB}`);
  return number;
}
