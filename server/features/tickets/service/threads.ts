import { isFree } from 'freemail';
import { type Caller, type Company, partyOf } from '../../../domain/access/access.js';
import { domainOf, isOwnAddress, isPlainAddress, sameForm } from '../../../domain/mail/address.js';
import type { TicketContext } from '../../../domain/ticket/context.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import type { PromisedAnswer, ThirdPartyContact, Thread } from '../../../domain/ticket/third-party.js';
import { threadMark } from '../../../domain/ticket/third-party.js';
import {
  closeThread,
  type DueFrom,
  hearThirdParty,
  openThread,
  passThread,
  writeInThread,
} from '../../../domain/ticket/verbs/third-party.js';
import { seesThread, type Viewer, viewerOf } from '../../../domain/ticket/visibility.js';
import { officeHours } from '../../../domain/ticket/waiting.js';
import { addOpenSeconds, openHours } from '../../../domain/time/calendar.js';
import { randomId } from '../../../platform/ids/ids.js';
import { type Command, commandOf } from '../../../platform/log/command.js';
import { invalid, Problem, unlessMissing } from '../../../platform/problems.js';
import { both, horizonOf, named } from '../horizon.js';
import { threadSaidIn } from '../log-events.js';
import type { TicketDocument } from '../model.js';
import { readTicket } from '../model.js';
import type { Agreements, People } from '../ports.js';
import { presentThread, presentThreadMessage } from '../present-threads.js';
import type { OpenThreadBody, ThreadAnswer, ThreadMessageAnswer } from '../wire-threads.js';
import type { MessageBodies, MessageContent } from './bodies.js';
import type { DeskFacts } from './recipients.js';
import type { TicketOutcome, TicketStore } from './store.js';

const A_YEAR = 400 * 86_400;
const TASKS_AT_MOST = 200;
const CHASE =
  'We are still waiting for your answer to our last message. Please tell us where this stands and when we can expect more.';

/** What a third party wrote, and what is known of who it was. */
export interface ThirdPartySaid {
  command: string;
  sender: { address: string; name: string };
  proved: boolean;
  automatic: boolean;
  content(caller: Caller, command: Command): Promise<MessageContent>;
}

interface Dependencies {
  store: TicketStore;
  bodies: MessageBodies;
  agreements: Pick<Agreements, 'calendar' | 'vendor'>;
  people: Pick<People, 'person'>;
  desk: DeskFacts;
}

/** Conversations with third parties: desks write, third parties answer by mail, no customer knows of it. */
export function threads({ store, bodies, agreements, people, desk }: Dependencies) {
  /** From when on an answer is late, by what was promised. */
  async function dueFrom(promised: PromisedAnswer | null, state: TicketState): Promise<DueFrom> {
    if (promised === null) return () => null;
    const calendar = promised.calendar === null ? null : await agreements.calendar(promised.calendar);
    if (promised.calendar !== null && calendar === null) {
      throw invalid([{ path: 'promised.calendar', message: `there is no calendar ${promised.calendar}` }]);
    }
    const terms = (await store.termsOf(state)).get(state.origin.deal ?? '') ?? null;
    const hours = calendar ? openHours(calendar) : officeHours(terms?.timeZone ?? 'UTC');
    return (at) => addOpenSeconds(hours, at, promised.minutes * 60, at + A_YEAR);
  }

  /** Whom to write to and what they promised: as said, else as agreed with the vendor. */
  async function askedOf(
    caller: Caller,
    said: OpenThreadBody,
  ): Promise<Pick<Thread, 'vendor' | 'contact' | 'promised'>> {
    const isProvider = partyOf(caller) === 'provider';
    const vendor = said.vendor === undefined || !isProvider ? null : await agreements.vendor(said.vendor);
    if (said.vendor !== undefined && vendor === null) {
      throw invalid([{ path: 'vendor', message: 'is no vendor that you see' }]);
    }
    const [first] = vendor?.contacts ?? [];
    const contact = said.contact ?? (vendor && first && { ...first, company: vendor.name });
    if (!contact) throw invalid([{ path: 'contact', message: 'is needed where no vendor is named' }]);
    checkAddress(contact);
    const agreed = vendor?.promisedMinutes ? { minutes: vendor.promisedMinutes, calendar: vendor.calendar } : null;
    const promised = said.promised === undefined ? agreed : said.promised;
    return {
      vendor: vendor?.id ?? null,
      contact,
      promised: promised && { ...promised, calendar: promised.calendar ?? null },
    };
  }

  function checkAddress({ email }: ThirdPartyContact): void {
    const path = 'contact.email';
    if (!isPlainAddress(email)) throw invalid([{ path, message: 'must be an e-mail address' }]);
    if (isOwnAddress(email, desk.domains)) throw invalid([{ path, message: 'is the desk’s own' }]);
  }

  /** Opens a thread on a ticket and writes its first message. */
  async function open(caller: Caller, command: Command, id: string, said: OpenThreadBody): Promise<Written> {
    const ticket = await store.allowing(caller, command, id, 'note');
    const asked = command.replay ? null : await askedOf(caller, said);
    const thread = command.newId('thread');
    const outcome = await bodies.withBody(
      { caller, command, ticket: ticket.id, content: { text: said.text }, id: command.newId('message') },
      (message) =>
        store.change(
          caller,
          command,
          both(named(ticket.id), horizonOf(caller)),
          (state) => dueFrom(asked?.promised ?? null, state),
          (due) => (state, context, at) => {
            if (asked === null) throw new Error('What was asked is not asked again');
            const { visibility = 'own' } = said;
            const subject = said.subject ?? state.subject;
            const opened = { ...asked, id: thread, token: randomId(), subject, visibility, message };
            return openThread(opened, due, state, context, at);
          },
        ),
    );
    return { outcome, thread };
  }

  /** Writes to the third party; as a chase, in the desk's words where it has none of its own. */
  async function write(
    caller: Caller,
    command: Command,
    id: string,
    thread: string,
    { text, chase }: { text?: string | undefined; chase: boolean },
  ): Promise<Written> {
    const ticket = await store.allowing(caller, command, id, 'note');
    const outcome = await bodies.withBody(
      { caller, command, ticket: ticket.id, content: { text: text ?? CHASE }, id: command.newId('message') },
      (message) =>
        store.change(
          caller,
          command,
          both(named(ticket.id), horizonOf(caller)),
          (state) => dueFrom(state.threads.find((one) => one.id === thread)?.promised ?? null, state),
          (due) => (state, context, at) => writeInThread({ thread, message, chase }, due, state, context, at),
        ),
    );
    return { outcome, thread };
  }

  /** Makes a thread a colleague's task. */
  async function pass(caller: Caller, command: Command, id: string, thread: string, owner: string): Promise<Written> {
    const ticket = await store.allowing(caller, command, id, 'note');
    const found = await people.person(owner);
    if (!found?.active) throw invalid([{ path: 'owner', message: 'is none of your people' }]);
    const { name, party, company } = found;
    const to = { id: found.id, name, party, company };
    const outcome = await store.change(
      caller,
      command,
      both(named(ticket.id), horizonOf(caller)),
      async () => null,
      () => (state, context, at) => passThread({ thread, to }, state, context, at),
    );
    return { outcome, thread };
  }

  async function close(caller: Caller, command: Command, id: string, thread: string): Promise<Written> {
    const ticket = await store.allowing(caller, command, id, 'note');
    const outcome = await store.change(
      caller,
      command,
      both(named(ticket.id), horizonOf(caller)),
      async () => null,
      () => (state, context, at) => closeThread(thread, state, context, at),
    );
    return { outcome, thread };
  }

  /** The threads of a ticket that the caller may know of, with what was said in them. */
  async function threadsOf(caller: Caller, id: string): Promise<ThreadAnswer[]> {
    const state = await store.within(caller, id);
    if (partyOf(caller) === 'customer') throw new Problem('not-allowed', 'Desks alone speak with third parties.');
    const viewer = await viewerFor(caller, state);
    const shown = state.threads.filter((thread) => seesThread(viewer, threadMark(thread)));
    if (shown.length === 0) return [];
    const messages = await messagesIn(state.id, viewer);
    return shown.map((thread) => ({ ...presentThread(viewer, thread), messages: messages.get(thread.id) ?? [] }));
  }

  async function one(caller: Caller, id: string, thread: string): Promise<ThreadAnswer> {
    const found = (await threadsOf(caller, id)).find((shown) => shown.id === thread);
    if (!found) throw new Problem('not-found');
    return found;
  }

  async function viewerFor(caller: Caller, state: TicketState): Promise<Viewer> {
    const terms: TicketContext['terms'] = (await store.termsOf(state)).get(state.origin.deal ?? '') ?? null;
    return viewerOf(caller, terms);
  }

  async function messagesIn(ticket: string, viewer: Viewer): Promise<Map<string, ThreadMessageAnswer[]>> {
    const said = (await store.eventsOf(ticket)).flatMap((event) => threadSaidIn(event) ?? []);
    const seen = said.filter(({ mark }) => seesThread(viewer, mark));
    const known = await bodies.read(seen.map(({ message }) => message));
    const messages = new Map<string, ThreadMessageAnswer[]>();
    for (const one of seen) {
      const found = known.get(one.message);
      if (!found) continue;
      const { thread } = one.mark;
      messages.set(thread, [...(messages.get(thread) ?? []), presentThreadMessage(viewer, one, found)]);
    }
    return messages;
  }

  /** Open threads that somebody has to see to, the earliest due first. */
  async function tasksOf(caller: Caller): Promise<{ ticket: TicketState; thread: Thread }[]> {
    const found = await store.models.tickets
      .find(both({ chasers: caller.id }, horizonOf(caller)) as never)
      .sort({ _id: 1 })
      .limit(TASKS_AT_MOST)
      .lean<TicketDocument[]>();
    return found
      .map(readTicket)
      .flatMap((ticket) => ticket.threads.map((thread) => ({ ticket, thread })))
      .filter(({ thread }) => thread.owner.id === caller.id && thread.closedAt === null)
      .sort((a, b) => (a.thread.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.thread.dueAt ?? Number.MAX_SAFE_INTEGER));
  }

  /** A mail to a thread's address; `false` if there is no such thread. */
  async function hear(token: string, said: ThirdPartySaid): Promise<boolean> {
    const state = await unlessMissing(store.one({ 'state.threads.token': token }));
    const thread = state?.threads.find((one) => one.token === token);
    if (!state || !thread) return false;
    const { sender, automatic } = said;
    const name = sender.name.trim().slice(0, 200) || sender.address;
    const caller: Caller = {
      ...{ id: `third-party:${thread.id}`, kind: 'link', name, company: companyOf(thread), roles: [], scopes: null },
      ticket: state.id,
    };
    const command = commandOf(caller, said.command);
    const content = await said.content(caller, command);
    const verified = isFrom(thread, sender.address, said.proved);
    await bodies.withBody({ caller, command, ticket: state.id, content, id: command.newId('message') }, (message) =>
      store.change(
        caller,
        command,
        { _id: state.id },
        async () => null,
        () => (now, _, at) => hearThirdParty({ token, message, verified, automatic }, now, at),
      ),
    );
    return true;
  }

  return { open, write, pass, close, threadsOf, one, tasksOf, hear };
}
export type ThreadService = ReturnType<typeof threads>;

interface Written {
  outcome: TicketOutcome;
  thread: string;
}

const companyOf = ({ side }: Thread): Company =>
  side === 'provider' ? { kind: 'provider' } : { kind: 'partner', id: side.slice('partner:'.length) };

/** The contact itself; or somebody of the contact's own domain whose address is proved. */
function isFrom({ contact }: Thread, address: string, proved: boolean): boolean {
  if (sameForm(address) === sameForm(contact.email)) return true;
  return proved && domainOf(address) === domainOf(contact.email) && !isFree(sameForm(address));
}
