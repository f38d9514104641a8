import type { Caller } from '../../domain/access/access.js';
import type { Call } from '../../platform/http/route.js';
import { type Route, route } from '../../platform/http/route.js';
import type { Command } from '../../platform/log/command.js';
import { invalid, Problem } from '../../platform/problems.js';
import { showListed, showPlaybook, showTried, showVersion } from './present.js';
import type { PlaybookService } from './service.js';
import { tryOut } from './simulation.js';
import { List, listed, ofPartner, ofProvider, oneOfPartner, Shown, Tried, trial, Versions, which } from './wire.js';

const TAG = 'Playbooks';
const JSON_TYPE = 'application/json';
const TYPES = ['application/yaml', 'text/yaml', 'application/x-yaml', 'text/x-yaml', JSON_TYPE];
/** More than the text of a playbook may have, so that its reader says how long one may be. */
const LARGEST = 256 * 1024;

/** Playbooks as agreements: the provider's under `/playbooks`, a partner's under it; and trying one out. */
export function playbookRoutes({ playbooks }: { playbooks: PlaybookService }): Route[] {
  const provider = { one: '/playbooks/:name', all: '/playbooks' };
  const partner = { one: '/partners/:id/playbooks/:name', all: '/partners/:id/playbooks' };
  return [
    trialRoute(playbooks),
    ...reads(playbooks, provider.all, 'the provider’s playbooks', ofProvider.omit({ name: true }), ofProvider),
    ...reads(playbooks, partner.all, 'a partner’s playbooks', ofPartner, oneOfPartner),
    ...writes(playbooks, provider.one, 'agreements:manage', ofProvider),
    ...writes(playbooks, partner.one, 'playbooks:sign', oneOfPartner),
  ];
}

/** Whose it is: the partner in the address, else the provider. */
const ownerOf = (params: { id: string } | object): string | null => ('id' in params ? params.id : null);

function reads(
  playbooks: PlaybookService,
  all: string,
  what: string,
  ofAll: typeof ofPartner | ReturnType<typeof ofProvider.omit<{ name: true }>>,
  ofOne: typeof ofProvider | typeof oneOfPartner,
): Route[] {
  const base = { method: 'get', tag: TAG, may: 'agreements:see' } as const;
  return [
    route({
      ...base,
      path: all,
      summary: `List: ${what} in force`,
      params: ofAll,
      query: listed,
      answers: { 200: List },
      run: async ({ caller, params, query }) => {
        const found = await playbooks.list(caller, ownerOf(params), query);
        const maySign = await playbooks.maySign(caller, ownerOf(params));
        return { body: { ...found, items: found.items.map(showListed), maySign } };
      },
    }),
    route({
      ...base,
      path: `${all}/:name`,
      summary: `One of ${what}, explained in words`,
      params: ofOne,
      query: which,
      answers: { 200: Shown },
      run: async ({ caller, params, query }) => {
        const found = await playbooks.one(caller, ownerOf(params), params.name, query.version);
        return { body: showPlaybook(found, await playbooks.names()) };
      },
    }),
    route({
      ...base,
      path: `${all}/:name/versions`,
      summary: `Who signed which version of one of ${what}`,
      params: ofOne,
      query: listed,
      answers: { 200: Versions },
      run: async ({ caller, params, query }) => {
        const found = await playbooks.versions(caller, ownerOf(params), params.name, query);
        return { body: { ...found, items: found.items.map(showVersion) } };
      },
    }),
  ];
}

function writes(
  playbooks: PlaybookService,
  one: string,
  may: 'agreements:manage' | 'playbooks:sign',
  ofOne: typeof ofProvider | typeof oneOfPartner,
): Route[] {
  const base = { path: one, tag: TAG, may } as const;
  return [
    route({
      ...base,
      method: 'put',
      summary: 'Sign a playbook: a new version each time, unless it is the same text',
      params: ofOne,
      versioned: 'once-there',
      rawLimit: LARGEST,
      rawTypes: TYPES,
      answers: { 200: Shown },
      run: async (call) => {
        const owner = ownerOf(call.params);
        const { text, command } = written(call);
        const signed = await playbooks.sign(call.caller, command, { owner, name: call.params.name, text });
        return { body: showPlaybook(signed, await playbooks.names()) };
      },
    }),
    route({
      ...base,
      method: 'delete',
      summary: 'Take a playbook out of force; what it began goes on',
      params: ofOne,
      versioned: true,
      answers: { 204: null },
      run: async ({ caller, command, params }) => {
        await playbooks.retire(caller, command, ownerOf(params), params.name);
        return { status: 204 };
      },
    }),
  ];
}

type Written = Pick<Call<unknown, unknown, unknown, Caller>, 'command' | 'request'>;

/** The text that was sent. A JSON document may say beside it which version was read. */
function written({ command, request }: Written): { text: string; command: Command } {
  const text = decoded(request.raw);
  if (!(request.header('content-type') ?? '').toLowerCase().startsWith(JSON_TYPE)) return { text, command };
  const document = parsed(text);
  if (typeof document !== 'object' || document === null || !('version' in document)) return { text, command };
  const { version, ...rest } = document;
  if (typeof version !== 'number' || !Number.isInteger(version)) {
    throw invalid([{ path: 'version', message: 'must be a whole number' }]);
  }
  return {
    text: JSON.stringify(rest, null, 2),
    command: { ...command, expected: command.expected ?? { version, by: 'body' } },
  };
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('unreadable', 'The text is not in UTF-8.');
  }
}

/** What the text says as JSON; `null` where it is none, which its reader then says with line and column. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const trialRoute = (playbooks: PlaybookService): Route =>
  route({
    method: 'post',
    path: '/playbooks/simulate',
    summary: 'What a playbook would do; nothing of it is carried out',
    tag: TAG,
    may: 'agreements:see',
    body: trial,
    answers: { 200: Tried },
    run: async ({ caller, body: { partner, playbook, stored, scenario } }) => {
      const own = caller.company.kind === 'partner' ? caller.company.id : null;
      const text = typeof playbook === 'string' ? playbook : JSON.stringify(playbook ?? {}, null, 2);
      const trial = { owner: partner === undefined ? own : partner, playbook: stored ?? { text }, scenario };
      return { body: showTried(await tryOut(playbooks, caller, trial)) };
    },
  });
