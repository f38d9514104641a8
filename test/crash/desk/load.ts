import { formatInstant, type Seconds } from '../../../server/domain/time/instant.js';
import type { Asked, ClientKey } from './client.js';

/** The keys that the load is sent with. */
export interface Keys {
  hansa: ClientKey;
  iberia: ClientKey;
  /** Two of the provider's programs, which compete for tickets. */
  desk: readonly [ClientKey, ClientKey];
  admin: ClientKey;
}

type Request = Omit<Asked, 'key' | 'sent'> & { secret: string };

interface Known {
  id: string;
  /** Both of a merge must be of one customer. */
  deal: string;
}

/** How many of the tickets are worked on at a time: so few that clients meet on them. */
const AT_HAND = 12;
const DEALS = {
  hansa: [
    { deal: 'D-1001', email: 'it@hansa-logistics.example' },
    { deal: 'D-1002', email: 'servicedesk@nordlicht-pharma.example' },
  ],
  iberia: [{ deal: 'D-2001', email: 'sistemas@sol-hoteles.example' }],
} as const;

/** What all clients know together, and what each of them asks for next: chance by a seed, and what was answered. */
export function load({ keys, components, began }: { keys: Keys; components: readonly string[]; began: Seconds }) {
  const tickets: Known[] = [];
  const outages: string[] = [];
  let count = 0;

  const about = (over: Partial<Request> & Pick<Request, 'path' | 'secret' | 'caller'>): Request => ({
    ...{ body: {}, mark: null, shows: null },
    ...over,
  });
  const by = ({ id, secret }: ClientKey) => ({ caller: id, secret });

  /** What one client asks for next. */
  function next(random: () => number): Request {
    const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;
    const mark = `${++count}-${Math.floor(random() * 1e9)}`;
    const ticket = tickets.length > 0 && random() > 0.25 ? pick(tickets.slice(-AT_HAND)) : undefined;
    if (!ticket) return logOne(pick, mark);
    const worker = pick(keys.desk);
    const on = (verb: string, body: object, who = worker) =>
      about({ ...by(who), path: `/tickets/${ticket.id}/${verb}`, body, shows: 'ticket' });
    const said = (text: string) => ({ collection: 'ticket_messages', field: 'text', text }) as const;
    const reply = (body: object, who = worker) => {
      const text = `Message ${mark}`;
      return { ...on('replies', { ...body, text }, who), mark: said(text) };
    };
    const choices: (() => Request)[] = [
      () => reply({ visibility: 'desks' }),
      () => reply({ visibility: 'customer', court: 'customer' }),
      () => reply({ visibility: 'desks', court: 'partner' }),
      () => reply({ visibility: 'desks', court: 'provider' }, pick([keys.hansa, keys.iberia])),
      () => on('claim', {}),
      () => on('claim', {}),
      () => on('release', {}),
      () => on('court', { court: pick(['provider', 'partner', 'customer', 'third_party']), note: `Note ${mark}` }),
      () => on('solve', { text: `Solved ${mark}`, visibility: 'customer' }),
      () => on('reopen', {}),
      () => on('split', { subject: `Split ${mark}` }),
      () => merge(pick, ticket, worker),
      () => merge(pick, ticket, worker),
      () => outage(pick, random, mark),
      () => outage(pick, random, mark),
      () => creditRun(),
    ];
    return pick(choices)();
  }

  function logOne(pick: <T>(some: readonly T[]) => T, mark: string): Request {
    const partner = pick(['hansa', 'iberia'] as const);
    const { deal, email } = pick(DEALS[partner] as readonly { deal: string; email: string }[]);
    const subject = `Ticket ${mark}`;
    return about({
      ...{ ...by(pick([keys[partner], keys.admin])), path: '/tickets', shows: 'ticket' },
      mark: { collection: 'tickets', field: 'state.subject', text: subject },
      body: {
        ...{ subject, description: `Description ${mark}`, deal, requester: { email } },
        ...{ component: pick(components), priority: pick(['urgent', 'high', 'normal']) },
      },
    });
  }

  function merge(pick: <T>(some: readonly T[]) => T, ticket: Known, worker: ClientKey): Request {
    const others = tickets.slice(-AT_HAND).filter(({ deal }) => deal === ticket.deal);
    return about({
      ...{ ...by(worker), path: `/tickets/${ticket.id}/merge`, body: { into: pick(others).id }, shows: 'ticket' },
    });
  }

  function outage(pick: <T>(some: readonly T[]) => T, random: () => number, mark: string): Request {
    const id = outages.length > 0 && random() < 0.6 ? pick(outages.slice(-5)) : undefined;
    if (id && random() < 0.5) {
      return about({
        ...by(keys.admin),
        path: `/outages/${id}/updates`,
        body: { text: `Update ${mark}` },
        shows: 'outage',
      });
    }
    if (id) return about({ ...by(keys.admin), path: `/outages/${id}/end`, shows: 'outage' });
    const startedAt = formatInstant(began - 3_600 * (1 + Math.floor(random() * 900)));
    return about({
      ...{ ...by(pick([keys.admin, keys.hansa])), path: '/outages', shows: 'outage' },
      body: { title: `Outage ${mark}`, components: [pick(components)], impact: 'full', startedAt },
    });
  }

  const creditRun = (): Request =>
    about({ ...by(keys.admin), path: '/credit-runs', body: { through: formatInstant(began - 86_400).slice(0, 10) } });

  return {
    next,
    /** What was granted is what others go on with. */
    answered({ path, body: asked, shows }: Asked, { id }: Record<string, unknown>): void {
      if (typeof id !== 'string') return;
      if (path === '/outages') outages.push(id);
      if (shows !== 'ticket' || tickets.some((known) => known.id === id)) return;
      const parent = tickets.find((known) => path.includes(known.id));
      const deal = 'deal' in asked ? String(asked.deal) : parent?.deal;
      if (deal !== undefined) tickets.push({ id, deal });
    },
  };
}
export type Load = ReturnType<typeof load>;
