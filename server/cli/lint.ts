import type { Command } from 'commander';
import type { LintedRota } from '../domain/agreement/lint-rotas.js';
import type { Finding, KnownNames, Locate, Playbook } from '../domain/playbook/index.js';
import type { Declarations } from '../features/partners/folder.js';
import type { NounName } from '../features/partners/noun.js';
import type { DealContent } from '../features/partners/nouns/deal.js';
import type { RotaContent } from '../features/partners/nouns/rota.js';
import type { CalendarContent } from '../features/partners/nouns/sla.js';
import type { Streams } from './explain.js';

/** `desk lint FILE|FOLDER|-` */
export function register(program: Command): void {
  program
    .command('lint')
    .description(
      'Look through agreements and playbooks, without a store: what does not work out, and what nobody meant',
    )
    .argument('<place>', 'a playbook, a folder of agreements with playbooks/OWNER/NAME.yaml, or - for standard input')
    .action(async (place: string) => {
      process.exitCode = await lintPlace(place, process);
    });
}

/** Tells what is to be said against playbooks, one thing a line. Gives the exit status: 2 where one may not be signed. */
export async function lintPlace(place: string, streams: Streams): Promise<number> {
  const { isFolder, readText, refuse } = await import('./texts.js');
  if (place !== '-' && (await isFolder(place))) return lintFolder(place, streams);
  const text = await readText(place, streams);
  if ('faults' in text) return refuse(text.faults, streams);
  const { readPlaybook, NOTHING_KNOWN } = await import('../domain/playbook/index.js');
  const { faultLine } = await import('../features/playbooks/folder.js');
  const read = readPlaybook(text.text);
  if (!read.ok)
    return refuse(
      read.faults.map((fault) => faultLine(place, fault)),
      streams,
    );
  return told([{ where: place, definition: read.playbook, locate: read.locate }], NOTHING_KNOWN, streams);
}

async function lintFolder(folder: string, streams: Streams): Promise<number> {
  const { refuse } = await import('./texts.js');
  const { readFolder } = await import('../features/partners/folder.js');
  const read = await readFolder(folder);
  if (!read.ok) return refuse(read.faults, streams);
  const ids = (noun: string): string[] | null => {
    const found = read.declared.filter((one) => one.noun.name === noun).map(({ content }) => content.id);
    return found.length > 0 ? found : null;
  };
  const status = await told(
    read.playbooks,
    { calendars: ids('calendar'), queues: ids('queue'), rotas: ids('rota') },
    streams,
  );
  await tellAgreements(read, streams);
  return status;
}

/** Tells what does not work out between the agreements of a folder, as they hold now. Each is a thing to look at. */
async function tellAgreements({ declared }: Declarations, { stdout }: Streams): Promise<void> {
  const { agreementsAt } = await import('../features/partners/lint.js');
  const { lintAgreements } = await import('../domain/agreement/lint-all.js');
  const { realClock } = await import('../platform/clock/clock.js');
  const of = (noun: NounName) => declared.filter((one) => one.noun.name === noun).map(({ content }) => content);
  if (of('policy').length + of('rota').length === 0) return;
  const at = await realClock.now();
  const first = (content: { id: string }) => ({ id: content.id, versions: [{ version: 1, at, content }] });
  const partners = of('partner') as { id: string; name: string }[];
  const written = {
    providerName: 'the provider',
    partnerNames: new Map(partners.map(({ id, name }) => [id, name])),
    deals: of('deal') as DealContent[],
    policies: of('policy').map(first),
    calendars: of('calendar').map(first),
    rotas: await rotasIn(of('rota') as RotaContent[], of('calendar') as CalendarContent[]),
  };
  const findings = lintAgreements(agreementsAt(written, at), at);
  for (const { words, example, deals } of findings) {
    const whose = deals.length > 0 ? ` [${deals.join(', ')}]` : '';
    stdout.write(`${words}${whose}\n${example === null ? '' : `  ${example}\n`}`);
  }
  stdout.write(`${findings.length} between agreements to look at\n`);
}

/** The rotas of a folder. Who of their people is there is known to a desk alone. */
async function rotasIn(rotas: readonly RotaContent[], calendars: readonly CalendarContent[]): Promise<LintedRota[]> {
  const { calendarOf } = await import('../features/partners/nouns/sla.js');
  const { coveredBy, rotaOf } = await import('../features/partners/rotas/read.js');
  const { openHours } = await import('../domain/time/calendar.js');
  const hours = new Map(calendars.map((calendar) => [calendar.id, openHours(calendarOf(calendar))]));
  return rotas.map((content) => ({
    ...{ id: content.id, name: content.name, gone: null },
    ...{ rota: rotaOf(content, hours), hours: coveredBy(content, hours) },
  }));
}

interface Linted {
  where: string;
  definition: Playbook;
  locate: Locate;
}

async function told(playbooks: readonly Linted[], known: KnownNames, { stdout }: Streams): Promise<number> {
  const { isClean, lint } = await import('../domain/playbook/index.js');
  const found = playbooks.map(({ where, definition, locate }) => ({
    where,
    findings: lint(definition, locate, known),
  }));
  for (const { where, findings } of found) {
    for (const finding of findings) stdout.write(`${findingLine(where, finding)}\n`);
  }
  const count = found.reduce((sum, { findings }) => sum + findings.length, 0);
  stdout.write(`${playbooks.length} playbook${playbooks.length === 1 ? '' : 's'}, ${count} to look at\n`);
  return found.every(({ findings }) => isClean(findings)) ? 0 : 2;
}

/** `file:line:column: error: step 2: …` */
export const findingLine = (where: string, { line, column, severity, step, message }: Finding): string =>
  `${where}:${line}:${column}: ${severity}: ${/^\d/.test(step) ? `step ${step}` : step}: ${message}`;
