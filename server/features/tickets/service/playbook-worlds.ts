import type { AgreedPlaybook } from '../../../domain/playbook/definition.js';
import type { CalendarsByName } from '../../../domain/playbook/facts.js';
import { isOfPlaybook, type PlaybookReference } from '../../../domain/playbook/run.js';
import type { QueueShelf } from '../../../domain/ticket/placing.js';
import type { OnCallByRota, PlaybookText, PlaybookWorld } from '../../../domain/ticket/playbooks/world.js';
import type { Member, Named } from '../../../domain/ticket/state.js';
import type { DealTerms } from '../../../domain/ticket/terms.js';
import { type OpenHours, openHours } from '../../../domain/time/calendar.js';
import type { Clock } from '../../../platform/clock/clock.js';
import { isDuplicateKey } from '../../../platform/database/errors.js';
import { hashedId } from '../../../platform/ids/ids.js';
import { Problem } from '../../../platform/problems.js';
import type { TicketModels } from '../model.js';
import type { People, Remembered, Rotas } from '../ports.js';

/** A decision needs to know what has not been read yet. */
class Wanted extends Error {
  constructor(readonly read: () => Promise<void>) {
    super('Something is to be read first');
  }
}

/** More than any decision can come to: each time something is read that it asks for. */
const ROUNDS = 500;

interface Dependencies {
  models: Pick<TicketModels, 'messages' | 'notices'>;
  /** As it was when the change looked last. */
  remembered: Pick<Remembered, 'agreements' | 'playbooks'>;
  people: People;
  rotas: Rotas;
  clock: Clock;
}

/** What has been read for one decision. */
interface Known {
  current: Map<string | null, readonly AgreedPlaybook[]>;
  pinned: Map<string, AgreedPlaybook | null>;
  calendars: Map<string, OpenHours | undefined>;
  terms: Map<string, DealTerms | null>;
  queues: Map<string, (Named & { partner: string | null }) | null>;
  shelves: Map<string | null, QueueShelf>;
  people: Map<string, Member | null>;
  called: Map<string, OnCallByRota | null>;
  kept: Set<string>;
}

/** A world that also says when a decision has been made in it. */
export interface DecidingWorld extends PlaybookWorld {
  /** To be called at the end of a decision: what it says must be stored before what tells of it. */
  decided(): void;
}

/**
 * Lets decisions ask for what playbooks need and reads only what they do ask for: a decision is pure, so it is made
 * again with the answer. Nothing is read for a change of which no playbook hears.
 */
export function playbookWorlds({ models, remembered, people, rotas, clock }: Dependencies) {
  const { agreements, playbooks } = remembered;

  /**
   * Attempts something that decides, again and again until nothing is wanting. A partner that is told beforehand has its
   * playbooks and queues read at once: those of a new ticket, and of one that is due, are nearly always asked for.
   */
  async function deciding<T>(
    terms: ReadonlyMap<string, DealTerms>,
    attempt: (world: DecidingWorld) => Promise<T>,
    foreseen?: { partner: string | null },
  ): Promise<T> {
    const known: Known = {
      ...{ current: new Map(), pinned: new Map(), calendars: new Map(), terms: new Map(terms) },
      ...{ queues: new Map(), shelves: new Map(), people: new Map(), called: new Map(), kept: new Set() },
    };
    if (foreseen) {
      const { partner } = foreseen;
      const [current, shelf] = await Promise.all([playbooks.inForce(partner), agreements.queues(partner)]);
      known.current.set(partner, current);
      known.shelves.set(partner, shelf);
    }
    for (let round = 0; round < ROUNDS; round++) {
      try {
        return await attempt(worldOf(known));
      } catch (error) {
        if (!(error instanceof Wanted)) throw error;
        await error.read();
      }
    }
    throw new Problem('busy', 'Its playbooks need too much at once; try again.', { retryAfter: 1 });
  }

  function worldOf(known: Known): DecidingWorld {
    const said = new Map<string, PlaybookText>();
    const calendars: CalendarsByName = {
      get: (name) => asked(known.calendars, name, hoursOf),
    };
    return {
      calendars,
      shelf(partner, pinned) {
        const current = asked(known.current, partner, (id) => playbooks.inForce(id));
        const earlier = pinned.filter((reference) => !current.some((one) => isOfPlaybook(reference, one)));
        const found = earlier.map((reference) =>
          asked(known.pinned, nameOf(reference), () => playbooks.agreed(reference)),
        );
        return { current, pinned: found.filter((one) => one !== null) };
      },
      terms: (deal) => asked(known.terms, deal, async (id) => (await agreements.deals([id])).get(id) ?? null),
      queue: (id) => asked(known.queues, id, (name) => agreements.queue(name)),
      queues: (partner) => asked(known.shelves, partner, (id) => agreements.queues(id)),
      person: (id) => asked(known.people, id, memberOf),
      onCall: (rota, at) => asked(known.called, `${at} ${rota}`, () => rotas.called(rota, at)),
      keep(text) {
        const id = idOf(text);
        if (!known.kept.has(id)) said.set(id, text);
        return id;
      },
      decided() {
        if (said.size === 0) return;
        throw new Wanted(async () => {
          for (const [id, text] of said) {
            await keep(id, text);
            known.kept.add(id);
          }
        });
      },
    };
  }

  async function hoursOf(name: string): Promise<OpenHours | undefined> {
    const calendar = await agreements.calendar(name);
    return calendar ? openHours(calendar) : undefined;
  }

  async function memberOf(id: string): Promise<Member | null> {
    const found = await people.person(id);
    if (!found?.active) return null;
    const { name, party, company } = found;
    return { id, name, party, company };
  }

  /**
   * Texts are documents of their own, and written before the update that tells of them: the id is made of the step and
   * the words, so that whoever comes to the step again finds them there, and what no event tells of nobody reads.
   */
  async function keep(_id: string, text: PlaybookText): Promise<void> {
    const common = { _id, ticket: text.ticket, text: text.text, at: await clock.now() };
    try {
      if (text.kind === 'notice') await models.notices.create([{ ...common, receivers: text.receivers }]);
      else await models.messages.create([{ ...common, html: null, attachments: [], author: text.author }]);
    } catch (error) {
      if (!isDuplicateKey(error, '_id')) throw error;
    }
  }

  return { deciding };
}
export type PlaybookWorlds = ReturnType<typeof playbookWorlds>;

/** What is known by a name; else it is wanted. */
function asked<Name, Value>(known: Map<Name, Value>, name: Name, read: (name: Name) => Promise<Value>): Value {
  if (known.has(name)) return known.get(name) as Value;
  throw new Wanted(async () => {
    known.set(name, await read(name));
  });
}

const nameOf = ({ owner, name, version }: PlaybookReference): string => `${owner ?? ''}/${name}@${version}`;

const idOf = ({ kind, key, text, ...rest }: PlaybookText): string =>
  hashedId('playbook-text', kind, key, text, JSON.stringify('receivers' in rest ? rest.receivers : null));
