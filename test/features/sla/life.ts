import { expect } from 'chai';
import type { Connection } from 'mongoose';
import { explain } from '../../../server/domain/sla/index.js';
import { formatInstant, parseInstant } from '../../../server/domain/time/instant.js';
import { type Doc, type EventDoc, model } from '../../domain/sla/model.js';
import type { Answered, TestDesk } from '../../support/desk.js';
import { type Actors, contractOnly, policyContent, requestOf, type SlaEventDoc, type Target } from './driver.js';

type Body = Answered['body'];

const COURTS = ['provider', 'partner', 'customer', 'third_party'];
const PRIORITIES = ['urgent', 'high', 'normal', 'low'];
const METRICS = ['first_response', 'next_response', 'update', 'handling', 'resolution'];
const PARTIES = ['provider', 'partner', 'promise'];
const PAUSES = [0, 0, 1, 30, 60, 60, 120, 300, 900, 2_700];
const MINUTES = [1, 2, 5, 15, 60];
const CALENDARS = ['always', 'office'];
const RULES = ['keep', 'from-now', 'recompute'];
const KINDS = [
  ...['wait', 'wait', 'wait', 'reply', 'reply', 'reply', 'court', 'court', 'priority', 'priority'],
  ...['solved', 'reopened', 'policy', 'policy', 'calendar', 'deal'],
];

/** One ticket's random life on a desk, and what is to hold of its clocks after every step of it. */
export interface Life {
  ticket: string;
  /** The deal that it was logged under, and those that followed it. */
  deals: string[];
  /** What was shown at each instant after all that happened in it. */
  shown: Map<string, object>;
}

/** Chance, by a seed. */
export function chanceOf(random: () => number) {
  const one = <T>(values: readonly T[]): T => {
    const value = values[Math.floor(random() * values.length)];
    if (value === undefined) throw new Error('Nothing to choose from');
    return value;
  };
  const targets = (): Target[] => {
    const names = METRICS.flatMap((metric) => PARTIES.map((party) => ({ metric, party })));
    return names
      .filter(() => random() < 0.4)
      .map((name) => ({
        ...name,
        calendar: one(CALENDARS),
        minutes: Object.fromEntries(PRIORITIES.filter(() => random() < 0.8).map((name) => [name, one(MINUTES)])),
      }));
  };
  return { one, targets, number: random };
}
export type Chance = ReturnType<typeof chanceOf>;

/** Does one random thing. What the desk refuses has not happened; it may never fail. */
export async function step(test: TestDesk, actors: Actors, life: Life, chance: Chance): Promise<string> {
  const kind = chance.one(KINDS);
  const ask = async (method: string, path: string, body?: object, headers?: Record<string, string>) => {
    const { status, body: answer } = await test.call(actors.provider, method, path, body, headers);
    expect(status, `${method} ${path}: ${JSON.stringify(answer)}`).to.be.lessThan(500);
    return answer;
  };
  const here = async () => test.moveTo(await test.now());
  const timeline = async (): Promise<Body[]> => {
    const all: Body[] = [];
    for (let cursor = ''; ; ) {
      const { items, nextCursor } = await ask('GET', `/tickets/${life.ticket}/timeline?limit=200${cursor}`);
      all.push(...items);
      if (nextCursor === null) return all;
      cursor = `&cursor=${nextCursor}`;
    }
  };
  /** Carries a change out. What was foreseen of the ticket's rows is what then happens to them. */
  const carryOut = async (path: string, asked: object): Promise<Body> => {
    const foreseen = await ask('POST', path, { ...asked, dryRun: true });
    const change = await ask('POST', path, asked);
    await here();
    const expected = (foreseen.items ?? []).find(({ ticket }: Body) => ticket.id === life.ticket)?.rows ?? [];
    const told = (await timeline()).find(({ data }) => data?.change !== undefined && data.change === change.id);
    expect(told?.data.rows ?? [], `as foreseen by ${path} ${JSON.stringify(asked)}`).to.deep.equal(expected);
    return change;
  };
  const deal = life.deals.at(-1) ?? '';
  const rule = chance.one(RULES);
  switch (kind) {
    case 'wait':
      await test.moveTo(formatInstant((parseInstant(await test.now()) ?? 0) + chance.one(PAUSES)));
      return kind;
    case 'policy': {
      const path = `/policies/policy-${deal}`;
      const { version } = await ask('GET', path);
      const content = policyContent(deal, chance.targets());
      if (version === undefined) await ask('POST', '/policies', content);
      else await ask('PUT', path, content, { 'if-match': `"${version}"` });
      await carryOut('/sla/changes', { rule, policies: [content.id] });
      return `${kind} ${rule}`;
    }
    case 'calendar': {
      const { version, ...content } = await ask('GET', '/calendars/office');
      const hours = { mon: [[chance.one(['06:00', '08:00', '09:15']), chance.one(['12:00', '17:30', '24:00'])]] };
      await ask('PUT', '/calendars/office', { ...content, hours }, { 'if-match': `"${version}"` });
      await carryOut('/sla/changes', { rule, calendars: ['office'] });
      return `${kind} ${rule}`;
    }
    case 'deal': {
      const next = `${life.deals[0]}-${life.deals.length}`;
      const { type } = await ask('GET', `/deals/${deal}`);
      const successor = { id: next, type: type === 'resale' ? 'agency' : 'resale' };
      const tickets = rule === 'keep' ? { tickets: 'stay' } : { tickets: 'successor', rule };
      const { id } = await carryOut(`/deals/${deal}/retype`, { ...tickets, successor });
      if (id !== undefined) life.deals.push(next);
      return `${kind} ${rule}`;
    }
    default: {
      const event: SlaEventDoc = {
        ...{ at: '', type: kind, by: chance.one(['provider', 'partner', 'customer']) },
        ...{ to: chance.one(['customer', 'desks']), court: chance.one(COURTS), priority: chance.one(PRIORITIES) },
        correction: chance.number() < 0.3,
      };
      const ticket = await ask('GET', `/tickets/${life.ticket}`);
      const { as, method, path, body, headers } = requestOf(event, ticket, actors);
      const { status, body: answer } = await test.call(as, method, path, body, headers);
      expect(status, `${method} ${path}: ${JSON.stringify(answer)}`).to.be.lessThan(500);
      return `${kind} ${status}`;
    }
  }
}

/** What the API says of the clocks is what explaining its input says, what the ticket says, and what the log says. */
export async function check(test: TestDesk, actors: Actors, life: Life, connection: Connection): Promise<void> {
  const answer = (await test.call(actors.provider, 'GET', `/tickets/${life.ticket}/sla`)).body;
  const shown = contractOnly(answer);
  expect(explain(answer.input)).to.deep.equal({ ok: true, value: shown });
  life.shown.set(answer.now, shown);
  for (const [now, before] of life.shown) {
    expect(explain({ ...answer.input, now }), now).to.deep.equal({ ok: true, value: before });
  }

  const ticket = (await test.call(actors.provider, 'GET', `/tickets/${life.ticket}`)).body;
  const all = new Map(shown.targets.map((row) => [keyOf(row), row]));
  const folded = contractOnly(ticket.sla);
  for (const row of folded.targets) expect(row).to.deep.equal(all.get(keyOf(row)));
  const open = (rows: Body[]) => rows.filter(({ endedBy }) => endedBy === null).map(keyOf);
  expect(open(folded.targets)).to.deep.equal(open(shown.targets));
  expect(folded.court).to.deep.equal(shown.court);

  const told = await toldBy(connection, life.ticket);
  const doc: Doc = { ...told, calendars: answer.input.calendars, now: answer.now };
  expect(model(doc)).to.deep.equal(shown);
}

const keyOf = ({ metric, party, cycle }: Body): string => `${metric} ${party} ${cycle}`;

interface Logged {
  id: string;
  data: { clock?: { policy: Doc['policy']; created: Fed }; sla?: Fed[] };
}
type Fed = Omit<EventDoc, 'at'> & { at: number };

/** A ticket's history as it stands in the log and in what waits for it, read without the desk. */
async function toldBy(connection: Connection, ticket: string): Promise<Pick<Doc, 'policy' | 'events'>> {
  const logged = await connection
    .collection<{ _id: number; eventId: string } & Logged>('log')
    .find({ 'subject.kind': 'ticket', 'subject.id': ticket } as never)
    .sort({ _id: 1 })
    .toArray();
  const stored = await connection.collection<{ _id: string; outbox: Logged[] }>('tickets').findOne({ _id: ticket });
  const known = new Set(logged.map(({ eventId }) => eventId));
  const all: Logged[] = [...logged, ...(stored?.outbox ?? []).filter(({ id }) => !known.has(id))];
  const clock = all[0]?.data.clock;
  if (!clock) throw new Error('The log does not begin with the ticket');
  const fed = [clock.created, ...all.flatMap(({ data }) => data.sla ?? [])];
  return { policy: clock.policy, events: fed.map((event) => ({ ...event, at: formatInstant(event.at) })) };
}
