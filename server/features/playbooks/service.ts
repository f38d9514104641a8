import type { Caller } from '../../domain/access/access.js';
import type { AgreedPlaybook, KnownNames, PlaybookReference } from '../../domain/playbook/index.js';
import { isDuplicateKey } from '../../platform/database/errors.js';
import { decodeCursor, pageOf } from '../../platform/http/paging.js';
import type { Changes } from '../../platform/log/changes.js';
import type { Command } from '../../platform/log/command.js';
import { Problem } from '../../platform/problems.js';
import type { KeptVersionDocument, PlaybookDocument, PlaybookModels } from './model.js';
import type { PlaybookAgreements } from './ports.js';
import { readToSign, tidied } from './reading.js';
import { playbookRights } from './rights.js';
import { type PlaybookState, type PlaybookVersion, retire, type Signed, signFirst, signNext } from './state.js';

/** One version of a playbook with whose it is. */
export interface PlaybookSeen extends PlaybookVersion {
  owner: string | null;
  name: string;
  tiers: AgreedPlaybook['tiers'];
}

interface Dependencies {
  models: PlaybookModels;
  changes: Changes;
  agreements: PlaybookAgreements;
}

const ATTEMPTS = 5;
const REMEMBERED = 1_000;

/** Playbooks as agreements: signed in versions that never change, one of them in force. */
export function playbookService({ models: { subject, versions }, changes, agreements }: Dependencies) {
  const { seen, signing, maySign } = playbookRights({ agreements });
  const signedBefore = new Map<string, Signed>();

  const find = (filter: Record<string, unknown>): Promise<PlaybookDocument | null> =>
    subject.model.findOne(filter as never).lean<PlaybookDocument>();
  const inForceOf = (owner: string | null, name: string) => find({ owner, name, retired: false });

  /** Keeps the version that is about to be replaced. Whoever replaces it has done so before, so none is ever missing. */
  async function keep({ _id, current }: PlaybookDocument): Promise<void> {
    try {
      await versions.create([{ _id: versionId(_id, current.version), playbook: _id, ...current }]);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async function sign(
    caller: Caller,
    command: Command,
    { owner, name, text }: { owner: string | null; name: string; text: string },
  ): Promise<PlaybookSeen> {
    await signing(caller, owner);
    const written = tidied(text);
    const { definition } = readToSign(written, name, await agreements.names());
    const signed = { text: written, definition };
    const { kind, id, name: signer, party } = command.actor;
    const by = { kind, id, name: signer, party };
    const state = await store(command, { owner, name }, signed, by, caller.kind === 'system');
    return { ...state.current, owner, name, tiers: await tiersOf(owner) };
  }

  async function store(
    command: Command,
    named: Pick<PlaybookState, 'owner' | 'name'>,
    signed: Signed,
    by: PlaybookVersion['by'],
    unconditional: boolean,
  ): Promise<PlaybookState> {
    const id = idOf(named);
    for (let attempt = 1; ; attempt++) {
      const head = await find({ _id: id });
      if (!head) {
        if (command.expected) throw new Problem('stale', 'There is no such playbook yet.');
        return (await changes.create(subject, command, id, (at) => signFirst(named, signed, by, at))).state;
      }
      const repeated = command.replay || command.expected !== undefined || head.commands.includes(command.id);
      if (!repeated && !head.retired && !unconditional) throw new Problem('version-required', 'Send If-Match.');
      await keep(head);
      const expected = command.expected ?? { version: head.version, by: 'body' as const };
      try {
        return (
          await changes.change(subject, { ...command, expected }, { _id: id }, (state, at) =>
            signNext(state, signed, by, at),
          )
        ).state;
      } catch (error) {
        const lost = error instanceof Problem && error.code === 'lost-race' && !command.expected;
        if (!lost || attempt >= ATTEMPTS) throw error;
      }
    }
  }

  async function tiersOf(owner: string | null): Promise<AgreedPlaybook['tiers']> {
    return owner === null ? {} : ((await agreements.owner(owner))?.tiers ?? {});
  }

  /** What a version says. It never changes, so that it is read once. */
  async function signedAs({ owner, name, version }: PlaybookReference): Promise<Signed | null> {
    const id = idOf({ owner, name });
    const key = versionId(id, version);
    const known = signedBefore.get(key);
    if (known) return known;
    const found = await versionOf(id, version);
    if (!found) return null;
    if (signedBefore.size >= REMEMBERED) signedBefore.clear();
    signedBefore.set(key, found);
    return found;
  }

  /** First the head, then those that were kept: a version is kept before it leaves the head. */
  async function versionOf(id: string, version: number): Promise<PlaybookVersion | null> {
    const head = await find({ _id: id });
    if (head?.current.version === version) return head.current;
    const kept = await versions.findById(versionId(id, version)).lean<KeptVersionDocument>();
    return kept && versionIn(kept);
  }

  return {
    sign,
    maySign,
    /** Takes a playbook out of force. */
    async retire(caller: Caller, command: Command, owner: string | null, name: string): Promise<void> {
      await signing(caller, owner);
      await changes.change(subject, command, { owner, name, retired: false }, retire);
    },
    /** The version in force, or an earlier one. */
    async one(caller: Caller, owner: string | null, name: string, version?: number): Promise<PlaybookSeen> {
      const whose = await seen(caller, owner);
      const found =
        version === undefined
          ? (await inForceOf(owner, name))?.current
          : await versionOf(idOf({ owner, name }), version);
      if (!found) throw new Problem('not-found');
      return { ...found, owner, name, tiers: whose?.tiers ?? {} };
    },
    /** An owner's playbooks in force, by name. */
    async list(
      caller: Caller,
      owner: string | null,
      { limit = 50, cursor }: { limit?: number | undefined; cursor?: string | undefined },
    ): Promise<{ items: PlaybookSeen[]; nextCursor: string | null }> {
      const whose = await seen(caller, owner);
      const after = decodeCursor(cursor, 1);
      const found = await subject.model
        .find({ owner, retired: false, ...(after && { name: { $gt: after[0] } }) } as never)
        .sort({ name: 1 } as never)
        .limit(limit + 1)
        .lean<PlaybookDocument[]>();
      const all = found.map(({ name, current }) => ({ ...current, owner, name, tiers: whose?.tiers ?? {} }));
      return pageOf(all, limit, ({ name }) => [name]);
    },
    /** Every version that was signed, the latest first. */
    async versions(
      caller: Caller,
      owner: string | null,
      name: string,
      { limit = 50, cursor }: { limit?: number | undefined; cursor?: string | undefined },
    ): Promise<{ items: PlaybookVersion[]; nextCursor: string | null }> {
      await seen(caller, owner);
      const head = await find({ owner, name });
      if (!head) throw new Problem('not-found');
      const before = Number(decodeCursor(cursor, 1)?.[0] ?? head.current.version + 1);
      const kept = await versions
        .find({ playbook: head._id, version: { $lt: Math.min(before, head.current.version) } })
        .sort({ version: -1 })
        .limit(limit + 1)
        .lean<KeptVersionDocument[]>();
      const all = [...(head.current.version < before ? [head.current] : []), ...kept.map(versionIn)];
      return pageOf(all.slice(0, limit + 1), limit, ({ version }) => [version]);
    },
    /** What a ticket of this partner (`null`: of none) may begin: the provider's playbooks and the partner's. */
    async inForce(partner: string | null): Promise<readonly AgreedPlaybook[]> {
      const owners = partner === null ? [null] : [null, partner];
      const [found, tiers] = await Promise.all([
        subject.model
          .find({ owner: { $in: owners }, retired: false } as never, {
            owner: 1,
            'current.version': 1,
            'current.definition': 1,
          })
          .sort({ owner: 1, name: 1 } as never)
          .lean<PlaybookDocument[]>(),
        tiersOf(partner),
      ]);
      return found.map(({ owner, current: { version, definition } }) => ({
        ...{ owner, version, definition },
        tiers: owner === null ? {} : tiers,
      }));
    },
    /** The version that a run pinned, with the owner's contacts of now. */
    async agreed(reference: PlaybookReference): Promise<AgreedPlaybook | null> {
      const [signed, tiers] = await Promise.all([signedAs(reference), tiersOf(reference.owner)]);
      return signed && { owner: reference.owner, version: reference.version, definition: signed.definition, tiers };
    },
    /** The text in force, for whoever only wants to know whether it differs. */
    async text(owner: string | null, name: string): Promise<string | null> {
      return (await inForceOf(owner, name))?.current.text ?? null;
    },
    names: (): Promise<KnownNames> => agreements.names(),
    calendars: (names: readonly string[]) => agreements.calendars(names),
    /** The contacts of an owner's tiers, for a caller who may see its playbooks. */
    async tiers(caller: Caller, owner: string | null): Promise<AgreedPlaybook['tiers']> {
      return (await seen(caller, owner))?.tiers ?? {};
    },
    subject,
  };
}
export type PlaybookService = ReturnType<typeof playbookService>;

/** `hansa-it/escalation`; the provider's have only their name. */
const idOf = ({ owner, name }: Pick<PlaybookState, 'owner' | 'name'>): string =>
  owner === null ? name : `${owner}/${name}`;

const versionId = (playbook: string, version: number): string => `${playbook}@${version}`;

const versionIn = ({ version, text, definition, by, at }: KeptVersionDocument): PlaybookVersion => ({
  ...{ version, text, definition, by, at },
});
