import { type Caller, hasRole } from '../../domain/access/access.js';
import { changed } from '../../domain/decision.js';
import type { Seconds } from '../../domain/time/instant.js';
import { decodeCursor, pageOf } from '../../platform/http/paging.js';
import type { Changes } from '../../platform/log/changes.js';
import type { Command } from '../../platform/log/command.js';
import { invalid, Problem } from '../../platform/problems.js';
import type { TicketService } from '../tickets/service/index.js';
import type { Counted } from '../tickets/service/lists.js';
import { companyKey, type View, type ViewQuery, type ViewSubjects } from './model.js';
import { Asked } from './wire.js';

/** A view as it is found, with what its reader has made of it. */
export interface ViewSeen extends View {
  id: string;
  version: number;
  /** Its place among what the reader has pinned, from 0. */
  pinned: number | null;
}

/** What somebody says of a view. */
export interface ViewContent {
  name: string;
  query: ViewQuery;
  shared: boolean;
}

interface Dependencies extends ViewSubjects {
  changes: Changes;
  tickets: Pick<TicketService, 'count'>;
}

/** Who may share views with their company, and change shared ones. */
export const maySharing = (caller: Caller): boolean => hasRole(caller, 'lead', 'admin', 'partner-admin');

/** Views: own ones and those shared in a company, and which of them each person has pinned. */
export function viewService({ views, pinned, changes, tickets }: Dependencies) {
  /** Own views and shared ones of the company. Keys and links keep none. */
  const horizon = (caller: Caller): Record<string, unknown> => ({
    removed: false,
    $or: [{ owner: caller.id }, { companyKey: companyKey(caller.company), shared: true }],
  });

  async function pinsOf(caller: Caller): Promise<readonly string[]> {
    const found = await pinned.model.findById(caller.id).lean();
    return found ? pinned.read(found as never).views : [];
  }

  async function seen(caller: Caller, filter: Record<string, unknown>, limit: number): Promise<ViewSeen[]> {
    const [pins, found] = await Promise.all([
      pinsOf(caller),
      views.model
        .find({ $and: [horizon(caller), filter] } as never)
        .sort({ _id: 1 })
        .limit(limit)
        .lean(),
    ]);
    return found.map((document) => {
      const place = pins.indexOf(document._id);
      const { _id: id, version } = document;
      return { ...views.read(document as never), id, version, pinned: place === -1 ? null : place };
    });
  }

  async function one(caller: Caller, id: string): Promise<ViewSeen> {
    const [found] = await seen(caller, { _id: id }, 1);
    if (!found) throw new Problem('not-found');
    expectPerson(caller);
    return found;
  }

  /** The view, if it is the caller's to change. */
  async function managed(caller: Caller, id: string): Promise<ViewSeen> {
    const found = await one(caller, id);
    if (!mayChange(caller, found)) throw new Problem('not-allowed', 'A shared view is its owner’s and the leads’.');
    return found;
  }

  return {
    one,
    async list(caller: Caller, query: { limit?: number | undefined; cursor?: string | undefined }) {
      expectPerson(caller);
      const limit = query.limit ?? 50;
      const after = decodeCursor(query.cursor, 1);
      return pageOf(await seen(caller, after ? { _id: { $gt: after[0] } } : {}, limit + 1), limit, ({ id }) => [id]);
    },
    async make(caller: Caller, command: Command, content: ViewContent): Promise<ViewSeen> {
      expectPerson(caller);
      checked(caller, content);
      const owner = { id: caller.id, name: caller.name };
      const view = { ...content, owner, company: caller.company, removed: false };
      const { id } = await changes.create(views, command, command.newId('view'), (at) =>
        changed(view, [{ type: 'view-made', at }]),
      );
      return one(caller, id);
    },
    async replace(caller: Caller, command: Command, id: string, content: ViewContent): Promise<ViewSeen> {
      const before = await managed(caller, id);
      checked(caller, content, before);
      await changes.change(views, command, { _id: id, removed: false }, (state, at) =>
        changed({ ...state, ...content }, [{ type: 'view-changed', at }]),
      );
      return one(caller, id);
    },
    async remove(caller: Caller, command: Command, id: string): Promise<void> {
      await managed(caller, id);
      await changes.change(views, command, { _id: id, removed: false }, (state, at) =>
        changed({ ...state, removed: true }, [{ type: 'view-removed', at }]),
      );
    },
    /** The views that the caller has pinned, in their order, with how many tickets each has for this reader. */
    async pinned(caller: Caller): Promise<(ViewSeen & { count: Counted | null })[]> {
      expectPerson(caller);
      const found = await seen(caller, { _id: { $in: await pinsOf(caller) } }, 200);
      const inOrder = found.toSorted((a, b) => (a.pinned ?? 0) - (b.pinned ?? 0));
      return Promise.all(inOrder.map(async (view) => ({ ...view, count: await countOf(caller, view) })));
    },
    /** Pins these, in this order, and no others. */
    async pin(caller: Caller, command: Command, ids: readonly string[]): Promise<void> {
      expectPerson(caller);
      const known = new Set((await seen(caller, { _id: { $in: ids } }, 200)).map(({ id }) => id));
      const faults = ids.flatMap((id, index) =>
        known.has(id) ? [] : [{ path: `views[${index}]`, message: `there is no view ${id}` }],
      );
      if (faults.length > 0) throw invalid(faults);
      const pins = { company: caller.company, views: ids };
      const decide = (at: Seconds) => changed(pins, [{ type: 'views-pinned' as const, at }]);
      try {
        await changes.create(pinned, command, caller.id, decide);
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'exists') throw error;
        await changes.change(pinned, command, { _id: caller.id }, (_, at) => decide(at));
      }
    },
    mayChange,
  };

  async function countOf(caller: Caller, { query }: View): Promise<Counted | null> {
    const asked = Asked.safeParse(query);
    return asked.success ? tickets.count(caller, asked.data) : null;
  }
}
export type ViewService = ReturnType<typeof viewService>;

function mayChange(caller: Caller, { owner, shared }: View): boolean {
  return owner.id === caller.id || (shared && maySharing(caller));
}

function expectPerson({ kind }: Caller): void {
  if (kind !== 'person') throw new Problem('not-allowed', 'Views are kept by people: sign in as one.');
}

/** Refuses sharing by who may not. */
function checked(caller: Caller, { shared }: ViewContent, before?: View): void {
  if (shared && !before?.shared && !maySharing(caller)) {
    throw new Problem('not-allowed', 'Sharing a view takes a lead, or the partner’s own admin.');
  }
}
