import { type Caller, can, readerOf } from '../../domain/access/access.js';
import type { Money } from '../../domain/money/money.js';
import { componentsOf, endOf, type Outage, startOf } from '../../domain/outage/outage.js';
import { formatInstant, type Seconds } from '../../domain/time/instant.js';
import type { OutageNote, OutageTicket } from './model.js';
import type { OutageNow, WindowNow } from './service.js';
import type { OutageAnswer } from './wire.js';

/** How far an outage reaches. Money is what it would cost in credits if it ended now. */
export interface Exposure {
  customers: number;
  subscriptions: number;
  minutes: number;
  money: readonly Money[] | null;
}

/** What an outage page shows beside the outage itself. */
export interface OutageSurroundings {
  notes: readonly OutageNote[];
  tickets: readonly OutageTicket[];
  exposure: Exposure | null;
}

const written = (at: Seconds | null): string | null => (at === null ? null : formatInstant(at));

/** An outage as anybody may see it who may see it at all. */
export function presentOutage({ id, version, outage }: OutageNow, names: ReadonlyMap<string, string>): OutageAnswer {
  const last = outage.intervals.at(-1);
  return {
    ...{
      id,
      version,
      title: outage.title,
      state: outage.status,
      published: outage.status !== 'reported',
      cause: outage.cause,
    },
    components: componentsOf(outage).map((component) => ({ id: component, name: names.get(component) ?? component })),
    impact: last?.impact ?? 'full',
    startedAt: formatInstant(startOf(outage)),
    endedAt: written(endOf(outage)),
    intervals: outage.intervals.map(({ from, to, impact, share, components }) => ({
      ...{ from: formatInstant(from), to: written(to), impact, share, components: [...components] },
    })),
  };
}

/** One outage with its page's surroundings, each part for those who may see it. */
export function presentWhole(
  now: OutageNow,
  { notes, tickets, exposure }: OutageSurroundings,
  caller: Caller,
  names: ReadonlyMap<string, string>,
): OutageAnswer {
  const isProvider = caller.company.kind === 'provider';
  const seesMoney = readerOf(caller) !== 'agent';
  return {
    ...presentOutage(now, names),
    updates: notes.map(({ at, text, by }) => ({ at: formatInstant(at), text, by: isProvider ? by : null })),
    tickets: tickets.filter((ticket) => isTheirs(ticket, caller)).map(({ ticket, number }) => ({ id: ticket, number })),
    exposure: exposure && { ...exposure, money: seesMoney && exposure.money ? [...exposure.money] : null },
    may: mayOf(now.outage, caller),
  };
}

function isTheirs(ticket: OutageTicket, { company, ticket: only }: Caller): boolean {
  if (only !== null) return ticket.ticket === only;
  return company.kind === 'provider' || ticket[company.kind] === company.id;
}

function mayOf({ status }: Outage, caller: Caller): NonNullable<OutageAnswer['may']> {
  if (!can(caller, 'outages:publish')) return [];
  if (status === 'reported') return ['publish', 'correct'];
  return status === 'ongoing' ? ['update', 'end', 'correct'] : ['update', 'correct'];
}

export const presentWindow = ({ id, version, window }: WindowNow) => ({
  ...{ id, version, title: window.title, components: [...window.components] },
  startsAt: formatInstant(window.startsAt),
  endsAt: formatInstant(window.endsAt),
  announcedAt: formatInstant(window.announcedAt),
  cancelledAt: written(window.cancelledAt),
});
