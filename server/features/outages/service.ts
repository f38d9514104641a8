import type { Caller } from '../../domain/access/access.js';
import type { Fault } from '../../domain/input/reader.js';
import {
  correct,
  end,
  type NewOutage,
  type OutageCorrection,
  type OutageUpdate,
  publish,
  report,
  update,
} from '../../domain/outage/commands.js';
import { announce, cancel, change, type Maintenance } from '../../domain/outage/maintenance.js';
import { componentsOf, type Outage } from '../../domain/outage/outage.js';
import type { Seconds } from '../../domain/time/instant.js';
import type { Clock } from '../../platform/clock/clock.js';
import { isDuplicateKey } from '../../platform/database/errors.js';
import { decodeCursor, pageOf } from '../../platform/http/paging.js';
import type { Changes } from '../../platform/log/changes.js';
import type { Command } from '../../platform/log/command.js';
import { invalid, Problem } from '../../platform/problems.js';
import type { OutageModels, OutageNote, OutageTicket } from './model.js';

/** An outage as stored, with what was said about it and which tickets wait for it. */
export interface OutageNow {
  id: string;
  version: number;
  outage: Outage;
}

export interface WindowNow {
  id: string;
  version: number;
  window: Maintenance;
}

interface Dependencies {
  models: OutageModels;
  changes: Changes;
  clock: Clock;
  /** Which of these components there are. */
  knownComponents(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

const SCAN_LIMIT = 5_000;

/** Outages and maintenance: reported, published, updated, ended, corrected. */
export function outageService({ models, changes, clock, knownComponents }: Dependencies) {
  /** The provider's people see all; others what is published, and what their company reported. */
  function horizon({ company }: Caller): Record<string, unknown> {
    if (company.kind === 'provider') return {};
    const own = { 'outage.reports.party.kind': company.kind, 'outage.reports.party.id': company.id };
    return { $or: [{ status: { $in: ['ongoing', 'ended'] } }, own] };
  }
  const within = (caller: Caller, filter: Record<string, unknown>) => ({ $and: [filter, horizon(caller)] });

  const toNow = (document: { _id: string; version: number }): OutageNow => ({
    id: document._id,
    version: document.version,
    outage: models.outages.read(document as never),
  });
  const toWindow = (document: { _id: string; version: number }): WindowNow => ({
    id: document._id,
    version: document.version,
    window: models.windows.read(document as never),
  });

  async function expectComponents(components: readonly string[] | undefined, path = 'components'): Promise<void> {
    const known = await knownComponents(components ?? []);
    const faults: Fault[] = (components ?? []).flatMap((id, index) =>
      known.has(id) ? [] : [{ path: `${path}[${index}]`, message: `there is no component ${id}` }],
    );
    if (faults.length > 0) throw invalid(faults);
  }

  /** Keeps a text and gives its id: the same command keeps it once. */
  async function note(caller: Caller, command: Command, outage: string, text: string): Promise<string> {
    const _id = command.newId('outage-note');
    const at = await clock.now();
    try {
      if (!command.replay) await models.notes.create([{ _id, outage, text, by: caller.name, at }]);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    return _id;
  }

  async function one(caller: Caller, id: string): Promise<OutageNow> {
    const found = await models.outages.model.findOne(within(caller, { _id: id }) as never).lean();
    if (!found) throw new Problem('not-found');
    return toNow(found);
  }

  async function changed(
    caller: Caller,
    command: Command,
    id: string,
    decide: (outage: Outage, at: Seconds) => ReturnType<typeof publish>,
  ) {
    const { version, state } = await changes.change(models.outages, command, within(caller, { _id: id }), decide);
    return { id, version, outage: state };
  }

  return {
    subjects: [models.outages, models.windows],
    /** Outages that go on, with what they hit. */
    async ongoing(): Promise<{ id: string; components: string[] }[]> {
      const found = await models.outages.model
        .find({ status: 'ongoing' } as never)
        .limit(SCAN_LIMIT)
        .lean();
      return found.map(toNow).map(({ id, outage }) => ({ id, components: componentsOf(outage) }));
    },
    one,
    async list(
      caller: Caller,
      query: { state?: Outage['status'] | undefined; limit?: number | undefined; cursor?: string | undefined },
    ) {
      const limit = query.limit ?? 50;
      const after = decodeCursor(query.cursor, 2);
      const place = after
        ? { $or: [{ startedAt: { $lt: after[0] } }, { startedAt: after[0], _id: { $lt: after[1] } }] }
        : {};
      const state = query.state ? { status: query.state } : {};
      const found = await models.outages.model
        .find(within(caller, { $and: [place, state] }) as never)
        .sort({ startedAt: -1, _id: -1 })
        .limit(limit + 1)
        .lean();
      const documents = found as never as { _id: string; version: number; startedAt: Seconds }[];
      const page = pageOf(documents, limit, ({ startedAt, _id }) => [startedAt, _id]);
      return { items: page.items.map(toNow), nextCursor: page.nextCursor };
    },
    async report(caller: Caller, command: Command, input: NewOutage): Promise<OutageNow> {
      await expectComponents(input.components);
      const id = command.newId('outage');
      const { version, state } = await changes.create(models.outages, command, id, (at) => report(caller, input, at));
      return { id, version, outage: state };
    },
    publish: (caller: Caller, command: Command, id: string) =>
      changed(caller, command, id, (outage, at) => publish(caller, outage, at)),
    end: (caller: Caller, command: Command, id: string, endedAt: Seconds | null) =>
      changed(caller, command, id, (outage, at) => end(caller, outage, endedAt ?? at, at)),
    async update(
      caller: Caller,
      command: Command,
      id: string,
      { text, ...said }: Omit<OutageUpdate, 'note'> & { text: string },
    ) {
      await one(caller, id);
      await expectComponents(said.components);
      const kept = await note(caller, command, id, text);
      return changed(caller, command, id, (outage, at) => update(caller, outage, { ...said, note: kept }, at));
    },
    async correct(
      caller: Caller,
      command: Command,
      id: string,
      { reason, ...said }: Omit<OutageCorrection, 'note'> & { reason: string },
    ) {
      await one(caller, id);
      for (const [index, { components }] of (said.intervals ?? []).entries())
        await expectComponents(components, `intervals[${index}].components`);
      const kept = await note(caller, command, id, reason);
      return changed(caller, command, id, (outage, at) => correct(caller, outage, { ...said, note: kept }, at));
    },
    notesOf: (outage: string): Promise<OutageNote[]> =>
      models.notes.find({ outage }).sort({ at: 1, _id: 1 }).limit(200).lean<OutageNote[]>(),
    ticketsOf: (outage: string): Promise<OutageTicket[]> =>
      models.tickets.find({ outage }).limit(1_000).lean<OutageTicket[]>(),
    async linkTicket(outage: string, ticket: Omit<OutageTicket, '_id' | 'outage'>): Promise<void> {
      await models.tickets.updateOne(
        { _id: `${outage}:${ticket.ticket}` },
        { $setOnInsert: { outage, ...ticket } },
        { upsert: true },
      );
    },
    /** Published outages that overlap a span, by id. */
    async between(from: Seconds, to: Seconds): Promise<ReadonlyMap<string, Outage>> {
      const filter = { startedAt: { $lt: to }, endedAt: { $gt: from }, status: { $in: ['ongoing', 'ended'] } };
      const found = await models.outages.model
        .find(filter as never)
        .limit(SCAN_LIMIT + 1)
        .lean();
      if (found.length > SCAN_LIMIT) throw new Problem('too-wide', `More than ${SCAN_LIMIT} outages in this time.`);
      return new Map(found.map(toNow).map(({ id, outage }) => [id, outage]));
    },
    async windowsBetween(from: Seconds, to: Seconds): Promise<ReadonlyMap<string, Maintenance>> {
      const found = await models.windows.model
        .find({ endsAt: { $gt: from }, startsAt: { $lt: to } } as never)
        .limit(SCAN_LIMIT)
        .lean();
      return new Map(found.map(toWindow).map(({ id, window }) => [id, window]));
    },
    async windows(query: { limit?: number | undefined; cursor?: string | undefined }) {
      const limit = query.limit ?? 50;
      const after = decodeCursor(query.cursor, 2);
      const place = after
        ? { $or: [{ startsAt: { $lt: after[0] } }, { startsAt: after[0], _id: { $lt: after[1] } }] }
        : {};
      const found = await models.windows.model
        .find(place as never)
        .sort({ startsAt: -1, _id: -1 })
        .limit(limit + 1)
        .lean();
      const documents = found as never as { _id: string; version: number; startsAt: Seconds }[];
      const page = pageOf(documents, limit, ({ startsAt, _id }) => [startsAt, _id]);
      return { items: page.items.map(toWindow), nextCursor: page.nextCursor };
    },
    async window(id: string): Promise<WindowNow> {
      const found = await models.windows.model.findById(id).lean();
      if (!found) throw new Problem('not-found');
      return toWindow(found);
    },
    async announce(caller: Caller, command: Command, input: Parameters<typeof announce>[1]): Promise<WindowNow> {
      await expectComponents(input.components);
      const id = command.newId('maintenance');
      const { version, state } = await changes.create(models.windows, command, id, (at) => announce(caller, input, at));
      return { id, version, window: state };
    },
    async changeWindow(
      caller: Caller,
      command: Command,
      id: string,
      input: Parameters<typeof change>[2],
    ): Promise<WindowNow> {
      await expectComponents(input.components);
      const { version, state } = await changes.change(models.windows, command, { _id: id }, (window, at) =>
        change(caller, window, input, at),
      );
      return { id, version, window: state };
    },
    async cancelWindow(caller: Caller, command: Command, id: string): Promise<WindowNow> {
      const { version, state } = await changes.change(models.windows, command, { _id: id }, (window, at) =>
        cancel(caller, window, at),
      );
      return { id, version, window: state };
    },
  };
}
export type OutageService = ReturnType<typeof outageService>;
