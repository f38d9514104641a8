import type { Answered, TestDesk } from '../../support/desk.js';

type Body = Answered['body'];

export interface Target {
  metric: string;
  party: string;
  calendar: string;
  minutes: Record<string, number>;
}

/** An event of the contract's input. */
export interface SlaEventDoc {
  at: string;
  type: string;
  priority?: string;
  court?: string;
  by?: string;
  to?: string;
  correction?: boolean;
  policy?: { targets: Target[] };
  rule?: string;
}

const PARTNER = 'hansa-it';
const CUSTOMER = 'hansa-logistics';

/** Those who act on tickets in the courts of the contract, by whose credentials a command is given. */
export interface Actors {
  provider: string;
  partner: string;
  customer: string;
}

/** A partner, a customer, and somebody of each party: nothing else is agreed. */
export async function setUp(test: TestDesk): Promise<Actors> {
  const provider = await test.key({ kind: 'provider' }, ['admin', 'tickets:write', 'tickets:read']);
  const must = mustWith(test);
  await must(provider, 'POST', '/partners', { id: PARTNER, name: 'Hansa IT' });
  await must(provider, 'POST', '/customers', { id: CUSTOMER, name: 'Hansa Logistics' });
  await test.person('carla', { kind: 'customer', id: CUSTOMER }, ['contact']);
  return {
    provider,
    partner: await test.key({ kind: 'partner', id: PARTNER }, ['tickets:write', 'tickets:read']),
    customer: await test.session('carla'),
  };
}

/** Calls that must succeed; gives the answer's body. */
export const mustWith =
  (test: TestDesk) =>
  async (as: string, method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Body> => {
    const answer = await test.call(as, method, path, body, headers);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

/** A deal that ends no ticket by itself for a year. */
export const dealContent = (id: string) => ({
  ...{ id, partner: PARTNER, customer: CUSTOMER, type: 'resale', support: 'shared' },
  ...{ from: '2020-01-01T00:00:00Z', closeAfterDays: 365 },
});

export const policyContent = (deal: string, targets: readonly Target[]) => ({
  ...{ id: `policy-${deal}`, name: deal, scope: { kind: 'deal', deal }, targets },
});

export const ticketContent = (deal: string, priority: string | undefined, court: string | undefined) => ({
  ...{ subject: 'Nothing works', deal, priority, court },
  requester: { email: 'carla@people.example' },
});

/** Replaces a document that is kept in versions. */
export async function replace(test: TestDesk, as: string, path: string, change: object): Promise<void> {
  const must = mustWith(test);
  const { version, ...content } = await must(as, 'GET', path);
  await must(as, 'PUT', path, { ...content, ...change }, { 'if-match': `"${version}"` });
}

/** The request by which an event of the contract is brought about; policies are changed otherwise. */
export function requestOf(
  { type, by, to, court, priority, correction }: SlaEventDoc,
  { id, version }: { id: string; version: number },
  actors: Actors,
): { as: string; method: string; path: string; body: object; headers?: Record<string, string> } {
  const path = `/tickets/${id}`;
  const post = (as: string, verb: string, body: object = {}) => ({ as, method: 'POST', path: `${path}/${verb}`, body });
  switch (type) {
    case 'reply': {
      const as = by === 'customer' ? actors.customer : by === 'partner' ? actors.partner : actors.provider;
      const visibility = by === 'customer' ? undefined : to === 'desks' ? 'desks' : 'customer';
      return post(as, 'replies', { text: 'A word', visibility });
    }
    case 'court':
      return post(actors.provider, 'court', { court, note: 'We wait for it' });
    case 'solved':
      return post(actors.provider, 'solve');
    case 'reopened':
      return post(actors.provider, 'reopen', { court });
    case 'priority': {
      const body = { priority, ...(correction && { correction }) };
      return { as: actors.provider, method: 'PATCH', path, body, headers: { 'if-match': `"${version}"` } };
    }
    default:
      throw new Error(`${type} is no request`);
  }
}

/** What the contract says of a row; what the desk says besides is not compared. */
const ROW_FIELDS = [
  ...['metric', 'party', 'cycle', 'state', 'elapsedSeconds', 'elapsedByCourt', 'targetSeconds'],
  ...['dueAt', 'breachedAt', 'metAt', 'endedBy'],
];

/** The rows and courts of an answer in the words of the contract alone. */
export function contractOnly({ targets, court }: Body): { targets: Body[]; court: Body } {
  const told = (row: Body) => Object.fromEntries(ROW_FIELDS.map((name) => [name, row[name]]));
  return { court, targets: targets.map(told) };
}
