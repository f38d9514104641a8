import type mongoose from 'mongoose';

type Db = mongoose.mongo.Db;

/** A document of one client: how often it was changed, and a text that only fits this number. */
interface Note {
  _id: string;
  owner: number;
  version: number;
  group: number;
  text: string;
  tags: string[];
}

/** What a command asks of one document: null stands for "is not there". */
interface Change {
  id: string;
  from: number | null;
  to: number | null;
}

/** One client under load: what it was told is so, and what it asked for and was told nothing of. */
export interface CrashClient {
  /** Sends one command after another until the store goes away. */
  work(db: Db): Promise<void>;
  /** Holds what is stored against what was acknowledged; answers what is wrong. */
  check(db: Db): Promise<string[]>;
  acknowledged(): number;
}

const textOf = (id: string, version: number): string => `${id} v${version} ${'.'.repeat((version * 37) % 700)}`;

const noteOf = (owner: number, id: string): Note => ({
  ...{ _id: id, owner, version: 1, group: Number(id.split('-')[1]) % 4, text: textOf(id, 1) },
  tags: [`t${id.length}`, `o${owner}`],
});

/** A client with documents of its own in a collection that all share. */
export function crashClient(owner: number, random: () => number, answered: () => void): CrashClient {
  const known = new Map<string, number>();
  let asked: Change[] = [];
  let acknowledged = 0;
  let next = 0;

  const below = (limit: number): number => Math.floor(random() * limit);
  const some = (): string | undefined => [...known.keys()][below(known.size)];

  /** Sends a command about some documents; what it does counts once it is answered. */
  async function send(changes: Change[], command: () => Promise<unknown>): Promise<void> {
    asked = changes;
    await command();
    for (const { id, to } of changes) note(id, to);
    asked = [];
    acknowledged++;
    answered();
  }

  function note(id: string, version: number | null): void {
    if (version === null) known.delete(id);
    else known.set(id, version);
  }

  const newIds = (count: number): string[] => Array.from({ length: count }, () => `c${owner}-${next++}`);
  const born = (ids: string[]): Change[] => ids.map((id) => ({ id, from: null, to: 1 }));
  const raised = (id: string): Change => {
    const from = known.get(id) ?? 0;
    return { id, from, to: from + 1 };
  };
  const raise = (id: string) => {
    const { to } = raised(id);
    return {
      $set: { version: to ?? 0, text: textOf(id, to ?? 0) },
      $push: { tags: { $each: [`v${to}`], $slice: -3 } },
    };
  };

  async function step(db: Db): Promise<void> {
    const notes = db.collection<Note>('notes');
    const id = known.size > 40 || random() < 0.6 ? some() : undefined;
    if (id === undefined) {
      const ids = newIds(random() < 0.3 ? 8 : 1);
      const made = ids.map((one) => noteOf(owner, one));
      await send(born(ids), () => notes.insertMany(made, { ordered: random() < 0.5 }));
    } else if (random() < 0.35) await send([raised(id)], () => notes.updateOne({ _id: id }, raise(id)));
    else if (random() < 0.4) {
      const found = () => notes.findOneAndUpdate({ _id: id, version: known.get(id) ?? 0 }, raise(id));
      await send([raised(id)], found);
    } else if (random() < 0.3) await raiseGroup(db);
    else if (random() < 0.2) {
      const [fresh = ''] = newIds(1);
      const { _id, ...rest } = noteOf(owner, fresh);
      await send(born([fresh]), () => notes.updateOne({ _id }, { $setOnInsert: rest }, { upsert: true }));
    } else await send([{ id, from: known.get(id) ?? 0, to: null }], () => notes.deleteOne({ _id: id }));
  }

  /** Many documents by one command: each of them is changed or not. */
  async function raiseGroup(db: Db): Promise<void> {
    const group = below(4);
    const ids = [...known.keys()].filter((id) => noteOf(owner, id).group === group);
    const pipeline = [
      { $set: { version: { $add: ['$version', 1] } } },
      { $set: { text: { $concat: ['$_id', ' v', { $toString: '$version' }] } } },
    ];
    await send(ids.map(raised), () => db.collection<Note>('notes').updateMany({ owner, group }, pipeline));
  }

  /** Whether a document is as it was told, or as a command that was not answered would have left it. */
  function judge(id: string, version: number | null): string | undefined {
    const expected = known.get(id) ?? null;
    const change = asked.find((one) => one.id === id);
    if (version === expected || (change && version === change.to)) return undefined;
    return `${id} is at ${version ?? 'nothing'}, and ${expected ?? 'nothing'} was acknowledged`;
  }

  return {
    async work(db) {
      for (;;) await step(db);
    },
    async check(db) {
      const faults: string[] = [];
      const found = new Map<string, number>();
      for await (const { _id, version, text } of db.collection<Note>('notes').find({ owner })) {
        found.set(_id, version);
        if (!text.startsWith(`${_id} v${version}`)) faults.push(`${_id} is half of one version and half of another`);
      }
      for (const id of new Set([...known.keys(), ...found.keys()])) {
        const fault = judge(id, found.get(id) ?? null);
        if (fault !== undefined) faults.push(fault);
        note(id, found.get(id) ?? null);
      }
      asked = [];
      return faults;
    },
    acknowledged: () => acknowledged,
  };
}
