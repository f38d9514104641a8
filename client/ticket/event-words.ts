import type { TFunction } from 'i18next';
import type { Court, Ticket, TimelineEntry } from '../api/types.js';
import type { CourtNames } from '../shared/court-names.js';

const COURTS: readonly Court[] = ['provider', 'partner', 'customer', 'third_party'];

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** What happened, in the reader's language and with the parties' names; the server's words for what is not known here. */
export function eventWords(entry: TimelineEntry, ticket: Ticket, names: CourtNames, t: TFunction): string {
  const { data } = entry;
  const party = (value: unknown): string => {
    const court = COURTS.find((one) => one === value);
    return court ? names(ticket, court) : '';
  };
  const other = recordOf(data.into ?? data.from ?? data.ticket);
  const target = recordOf(data.target ?? data.row);
  const given = entry.type === 'ticket-assigned' && recordOf(data.to).id !== entry.who.id;
  const used = entry.type === 'sla-due-soon' && typeof data.percent === 'number';
  const corrected = entry.type === 'ticket-prioritised' && data.correction === true;
  const key = given ? 'ticket-given' : used ? 'sla-used' : corrected ? 'priority-corrected' : entry.type;
  return t(`ticket.event.${key}`, {
    defaultValue: entry.what,
    to:
      typeof data.to === 'string'
        ? COURTS.some((court) => court === data.to)
          ? party(data.to)
          : t(`common.priority.${data.to}`)
        : (recordOf(data.to).name ?? ''),
    court: party(data.court),
    number: other.number ?? '',
    deal: data.deal ?? '',
    queue: recordOf(data.queue).name ?? '',
    score: data.score ?? '',
    percent: data.percent ?? '',
    subject: data.subject ?? ticket.subject,
    target: target.metric
      ? `${t(`ticket.metric.${String(target.metric)}`)} · ${t(`ticket.party.${String(target.party)}`)}`
      : '',
  });
}
