import { SYSTEM } from '../../domain/access/access.js';
import { componentsOf, endOf, startOf } from '../../domain/outage/outage.js';
import type { Consumer } from '../../platform/log/consumers.js';
import type { LogEvent } from '../../platform/log/event.js';
import type { OutageNotice } from '../mail/notices.js';
import { whenWords } from '../mail/words.js';
import type { OutageNow, OutageService } from './service.js';

interface Dependencies {
  outages: Pick<OutageService, 'one' | 'notesOf' | 'ticketsOf'>;
  notices: {
    outage(
      cause: { event: string; topic: { kind: string; id: string } },
      deal: string,
      notice: OutageNotice,
    ): Promise<void>;
  };
  componentNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The deals under which somebody has one of these components, with their customers. */
  dealsWith(components: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

const WHAT: Readonly<Record<string, OutageNotice['what']>> = {
  'outage.published': 'started',
  'outage.updated': 'updated',
  'outage.ended': 'ended',
};

/** Mails about outages, to those whom each deal names for it. */
export function outageMails({ outages, notices, componentNames, dealsWith }: Dependencies): Consumer {
  return {
    name: 'outage-mails',
    types: Object.keys(WHAT),
    async handle(event) {
      const what = WHAT[event.type];
      if (what === undefined) return;
      const now = await outages.one(SYSTEM, event.subject.id);
      const components = componentsOf(now.outage);
      const names = await componentNames(components);
      const tickets = await outages.ticketsOf(now.id);
      const about = {
        what,
        ...noticeOf(now, components.map((id) => names.get(id) ?? id).join(', ')),
        message: await saidIn(event),
      };
      for (const [deal, customer] of await dealsWith(components)) {
        const waiting = tickets.filter((ticket) => ticket.customer === customer).map(({ number }) => number);
        await notices.outage({ event: event.id, topic: { kind: 'outage', id: now.id } }, deal, {
          ...about,
          tickets: waiting,
        });
      }
    },
  };

  async function saidIn({ subject, data }: LogEvent): Promise<OutageNotice['message']> {
    const note = (await outages.notesOf(subject.id)).find(({ _id }) => _id === data.note);
    return note ? { author: note.by, text: note.text, html: null } : null;
  }
}

function noticeOf({ outage }: OutageNow, names: string): Pick<OutageNotice, 'title' | 'state' | 'facts'> {
  const [from, to] = [startOf(outage), endOf(outage)];
  const degraded = outage.intervals.at(-1)?.impact !== 'full';
  return {
    title: outage.title,
    state: (zone) =>
      to === null
        ? `${names}: ${degraded ? 'degraded' : 'down'} since ${whenWords(from, zone)}`
        : `${names}: works again since ${whenWords(to, zone)}`,
    facts: [{ label: 'Affected', value: names }],
  };
}
