import { type Caller, type Company, SYSTEM } from '../../domain/access/access.js';
import { changed, type Decision } from '../../domain/decision.js';
import type { Fault } from '../../domain/input/reader.js';
import type { Seconds } from '../../domain/time/instant.js';
import type { SubscribedUpgradeEvent } from '../../domain/upgrade/subscribed.js';
import { decodeCursor, pageOf } from '../../platform/http/paging.js';
import { faultsOf } from '../../platform/http/read-request.js';
import type { Changes } from '../../platform/log/changes.js';
import type { Command } from '../../platform/log/command.js';
import type { Remembers } from '../../platform/log/memory.js';
import { invalid, Problem } from '../../platform/problems.js';
import { notThese, type SweepScope } from '../../platform/sweeps/sweeps.js';
import type { PartySubject } from './model.js';
import type { Facets, NounName, Referred, World } from './noun.js';
import { type AnyNoun, nounOf } from './nouns/index.js';
import { add, type PartyState, remove, replace, replaceInTurn } from './state.js';

/** A party or agreement with its version. */
export interface Party {
  content: { id: string };
  version: number;
  versions: PartyState['versions'];
  upgrades: PartyState['upgrades'];
}

interface Stored extends PartyState {
  id: string;
  version: number;
}

type Find = (name: NounName, filter: Record<string, unknown>, limit?: number) => Promise<Stored[]>;

/** What was read before, by question; forgotten at every change. Only for a process that is alone with its store. */
export type PartyMemory = Map<string, Promise<unknown>>;

interface Dependencies {
  models: ReadonlyMap<NounName, PartySubject>;
  changes: Changes;
  /** The companies of people, by their ids. */
  companiesOf(people: readonly string[]): Promise<ReadonlyMap<string, Company>>;
  memory?: PartyMemory;
}

/** Parties and agreements: the same few verbs for every noun. */
export function partyService({ models, changes, companiesOf, memory }: Dependencies) {
  function subjectOf(name: NounName): PartySubject {
    const subject = models.get(name);
    if (!subject) throw new Error(`${name} has no collection`);
    return subject;
  }

  const find: Find = (name, filter, limit = 1_000) => {
    if (!memory) return look(name, filter, limit);
    const question = JSON.stringify([name, filter, limit]);
    const known = (memory.get(question) as Promise<Stored[]> | undefined) ?? look(name, filter, limit);
    memory.set(question, known);
    return known;
  };

  async function look(name: NounName, filter: Record<string, unknown>, limit = 1_000): Promise<Stored[]> {
    const { model, read } = subjectOf(name);
    const found = await model
      .find(filter as never)
      .sort({ _id: 1 })
      .limit(limit)
      .lean();
    return found.map((document) => ({ ...read(document as never), id: document._id, version: document.version }));
  }

  const world: World = {
    async customersOf(partner) {
      const found = await subjectOf('deal')
        .model.find({ partner, removed: false } as never, { customers: 1 })
        .limit(10_000)
        .lean();
      return [...new Set(found.flatMap((document) => (document as never as { customers: string[] }).customers))];
    },
    async termsOfOthers(partner) {
      const found = await subjectOf('partner')
        .model.find({ 'content.passThroughTerms': { $ne: null } } as never, { content: 1 })
        .limit(10_000)
        .lean();
      const named = found.map((document) => ({
        partner: document._id,
        terms: (document as never as { content: { passThroughTerms: string } }).content.passThroughTerms,
      }));
      const own = new Set(named.filter((one) => one.partner === partner).map(({ terms }) => terms));
      return [...new Set(named.map(({ terms }) => terms))].filter((terms) => !own.has(terms));
    },
  };

  async function within(
    noun: AnyNoun,
    caller: Caller,
    filter: Record<string, unknown>,
    limit?: number,
  ): Promise<Stored[]> {
    const horizon = await noun.horizon(caller, world);
    return horizon === null ? [] : find(noun.name, { $and: [filter, horizon] }, limit);
  }

  async function one(noun: AnyNoun, caller: Caller, id: string): Promise<Stored> {
    const [found] = await within(noun, caller, { _id: id, removed: false });
    if (!found) throw new Problem('not-found');
    return found;
  }

  /** The people that a content names and who are none of the company that it is of. */
  async function strangersIn(noun: AnyNoun, content: { id: string }): Promise<Fault[]> {
    const named = noun.people?.(content) ?? [];
    if (named.length === 0) return [];
    const companies = await companiesOf(named.map(({ id }) => id));
    return named.flatMap(({ path, id, partner }) => {
      const company = companies.get(id);
      const isOfIt = partner === null ? company?.kind === 'provider' : isPartner(company, partner);
      const whose = partner === null ? 'the provider' : `partner ${partner}`;
      return isOfIt ? [] : [{ path, message: `there is nobody ${id} among the people of ${whose}` }];
    });
  }

  /** Finds what a content refers to; names every reference to something that is not there. */
  async function referredBy(noun: AnyNoun, content: { id: string }): Promise<Referred> {
    const referred = new Map<string, unknown>();
    const faults: Fault[] = [];
    for (const { noun: name, id, path } of noun.references(content)) {
      const [found] = await find(name, { _id: id, removed: false }, 1);
      if (found) referred.set(`${name}:${id}`, found.content);
      else faults.push({ path, message: `there is no ${name} ${id}` });
    }
    faults.push(...(noun.faults?.(content, referred) ?? []), ...(await strangersIn(noun, content)));
    if (faults.length > 0) throw invalid(faults);
    return referred;
  }

  /** The document, if it is the caller's to change. */
  async function managed(noun: AnyNoun, caller: Caller, id: string): Promise<Stored> {
    const found = await one(noun, caller, id);
    expectManaged(noun, caller, found.content);
    return found;
  }

  async function replaceBy(
    noun: AnyNoun,
    caller: Caller,
    command: Command,
    id: string,
    contents: readonly { id: string }[],
  ): Promise<Party> {
    await managed(noun, caller, id);
    const all: { content: { id: string }; facets: Facets }[] = [];
    for (const content of contents) {
      all.push({ content, facets: noun.facets(content, await referredBy(noun, content)) });
    }
    const outcome = await changes.change(subjectOf(noun.name), command, { _id: id, removed: false }, (state, at) =>
      replaceInTurn(noun, state, all, at),
    );
    memory?.clear();
    return { ...outcome.state, version: outcome.version };
  }

  const toParty = ({ content, version, versions, upgrades }: Stored): Party => ({
    content,
    version,
    versions,
    upgrades,
  });

  const looking = (find: Find) => ({
    /** Documents by id, removed ones too: what cites them goes on to. */
    async byIds<Content>(
      name: NounName,
      ids: readonly string[],
    ): Promise<ReadonlyMap<string, Omit<Party, 'content'> & { content: Content }>> {
      const found = ids.length === 0 ? [] : await find(name, { _id: { $in: [...new Set(ids)] } }, ids.length);
      return new Map(found.map((stored) => [stored.id, { ...toParty(stored), content: stored.content as Content }]));
    },
    /** Documents in force that a filter on facets finds. */
    async matching<Content>(
      name: NounName,
      filter: Record<string, unknown>,
      limit?: number,
    ): Promise<{ content: Content; version: number; versions: PartyState['versions'] }[]> {
      const found = await find(name, { removed: false, ...filter }, limit);
      return found.map(({ content, version, versions }) => ({ content: content as Content, version, versions }));
    },
  });

  return {
    world,
    ...looking(find),
    /** The same reading, of what is remembered. */
    remembering: (memory: Remembers) =>
      looking((...question) => memory.of(JSON.stringify(['party', ...question]), () => look(...question))),
    async list(
      noun: AnyNoun,
      caller: Caller,
      query: { limit?: number | undefined; cursor?: string | undefined; filter?: Record<string, unknown> },
    ) {
      const limit = query.limit ?? 50;
      const after = decodeCursor(query.cursor, 1);
      const filter = { removed: false, ...query.filter, ...(after && { _id: { $gt: after[0] } }) };
      const found = await within(noun, caller, filter, limit + 1);
      return pageOf(found.map(toParty), limit, ({ content }) => [content.id]);
    },
    async one(noun: AnyNoun, caller: Caller, id: string): Promise<Party> {
      return toParty(await one(noun, caller, id));
    },
    async add(noun: AnyNoun, command: Command, content: { id: string }, caller: Caller = SYSTEM): Promise<Party> {
      expectManaged(noun, caller, content);
      const referred = await referredBy(noun, content);
      const facets = noun.facets(content, referred);
      const subject = subjectOf(noun.name);
      const [there] = await find(noun.name, { _id: content.id, removed: true }, 1);
      memory?.clear();
      const outcome = there
        ? await changes.change(subject, command, { _id: content.id }, (state, at) =>
            replace(noun, state, { content, facets }, at),
          )
        : await changes.create(subject, command, content.id, (at) => add(noun, content, facets, at));
      memory?.clear();
      return { ...outcome.state, version: outcome.version };
    },
    /** Refuses a content that could not be added, with every fault. */
    async check(noun: AnyNoun, content: { id: string }): Promise<void> {
      await referredBy(noun, content);
    },
    strangersIn,
    replace: (noun: AnyNoun, caller: Caller, command: Command, content: { id: string }): Promise<Party> =>
      replaceBy(noun, caller, command, content.id, [content]),
    /** Replaces the content by several in turn, each a version of its own: all of them or none. */
    replaceInTurn: replaceBy,
    /** Replaces the fields that are given, and checks the whole. */
    async patch(
      noun: AnyNoun,
      caller: Caller,
      command: Command,
      id: string,
      fields: Record<string, unknown>,
    ): Promise<Party> {
      if (fields.id !== undefined && fields.id !== id) throw invalid([{ path: 'id', message: `must be ${id}` }]);
      const { content } = await managed(noun, caller, id);
      const whole = noun.schema.safeParse({ ...content, ...fields });
      if (!whole.success) throw invalid(faultsOf(whole.error));
      return replaceBy(noun, caller, command, id, [whole.data]);
    },
    async remove(noun: AnyNoun, caller: Caller, command: Command, id: string): Promise<void> {
      await managed(noun, caller, id);
      await changes.change(subjectOf(noun.name), command, { _id: id, removed: false }, remove);
      memory?.clear();
    },
    /** Names by id. */
    async namesOf(name: NounName, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const found = await this.byIds<{ name?: string; title?: string }>(name, ids);
      return new Map([...found].map(([id, { content }]) => [id, content.name ?? content.title ?? id]));
    },
    /** Changes what stands beside a subscription's content: its upgrades. */
    async upgrade(
      command: Command,
      id: string,
      decide: (
        upgrades: PartyState['upgrades'],
        at: Seconds,
      ) => Decision<PartyState['upgrades'], SubscribedUpgradeEvent>,
    ): Promise<PartyState['upgrades']> {
      const outcome = await changes.change(subjectOf('subscription'), command, { _id: id }, (state, at) => {
        const decision = decide(state.upgrades, at);
        return decision.ok ? changed({ ...state, upgrades: decision.state }, decision.events) : decision;
      });
      memory?.clear();
      return outcome.state.upgrades;
    },
    /** Subscriptions with requests whose tickets must be looked for, the longest due first. */
    async awaitingTickets({
      slots,
      until,
      limit,
      but,
    }: SweepScope): Promise<{ _id: string; upgrades: PartyState['upgrades'] }[]> {
      const found = await subjectOf('subscription')
        .model.find({ slot: { $in: slots }, ticketsDueBy: { $lte: until }, ...notThese(but) } as never)
        .sort({ ticketsDueBy: 1 } as never)
        .limit(limit)
        .lean();
      return found.map((document) => ({
        _id: document._id,
        upgrades: subjectOf('subscription').read(document as never).upgrades,
      }));
    },
    async nextAwaitedTicket(): Promise<Seconds | null> {
      const first = await subjectOf('subscription')
        .model.findOne({ ticketsDueBy: { $exists: true } } as never, { ticketsDueBy: 1 })
        .sort({ ticketsDueBy: 1 } as never)
        .lean();
      return (first as never as { ticketsDueBy?: Seconds } | null)?.ticketsDueBy ?? null;
    },
    /** Whether a document exists and is in force. */
    async exists(name: NounName, id: string): Promise<boolean> {
      return (await find(name, { _id: id, removed: false }, 1)).length > 0;
    },
    noun: nounOf,
  };
}

const isPartner = (company: Company | undefined, id: string): boolean =>
  company?.kind === 'partner' && company.id === id;

function expectManaged(noun: AnyNoun, caller: Caller, content: { id: string }): void {
  if (noun.mayManage?.(content, caller) === false) {
    throw new Problem('not-allowed', `This ${noun.name} is another company’s to make and change.`);
  }
}
export type PartyService = ReturnType<typeof partyService>;
