import type { Command } from 'commander';

interface Options {
  email: string;
  name: string;
}

/** `desk setup`: the first admin of an empty store. */
export function register(program: Command): void {
  program
    .command('setup')
    .description('Make the first admin of an empty store; the password is read from standard input')
    .requiredOption('--email <address>', 'the admin’s e-mail address')
    .option('--name <name>', 'the admin’s name', 'Admin')
    .action(async (options: Options) => {
      const { finish } = await import('./with-desk.js');
      await finish(() => setup(options));
    });
}

async function setup({ email, name }: Options): Promise<number> {
  const { withDesk } = await import('./with-desk.js');
  const { SYSTEM } = await import('../domain/access/access.js');
  const { systemCommand } = await import('../platform/log/command.js');
  const { email: address } = await import('../platform/http/wire.js');
  const checked = address.safeParse(email);
  if (!checked.success) return refuse('--email: must be an e-mail address');
  if (process.stdin.isTTY) process.stderr.write('Password: ');
  const password = await firstLine();
  if (password.length < 10) return refuse('The password must have at least 10 characters.');
  return withDesk(async ({ people }) => {
    if (!(await people.isEmpty())) return refuse('The store has people already; an admin adds more.');
    await people.add(SYSTEM, systemCommand('setup'), {
      ...{ id: 'first-admin', email: checked.data, name, company: { kind: 'provider' }, roles: ['admin'] },
      ...{ language: 'en', timeZone: 'UTC', password },
    });
    console.log(`${checked.data} is the admin.`);
    return 0;
  });
}

function refuse(why: string): number {
  console.error(why);
  return 2;
}

async function firstLine(): Promise<string> {
  let text = '';
  for await (const piece of process.stdin.setEncoding('utf8')) {
    text += piece;
    if (text.includes('\n')) break;
  }
  return text.split(/\r?\n/)[0] ?? '';
}
