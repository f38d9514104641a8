import { Int32 } from 'bson';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { isDocument } from '../../../server/embedded/bson/types.js';
import type { Document } from '../../../server/embedded/bson.js';
import type { Engine } from '../../../server/embedded/engine.js';
import { type Commands, commandsOf } from '../../support/commands.js';
import { temporaryEngine } from '../../support/engine.js';

/** What a query is expected to look at, counted on the documents themselves. */
interface Expected {
  stages: string;
  keys: number;
  documents: number;
  returned: number;
}

const COUNT = 1000;

/** Ticket n: queue q0 … q9, due in a scattered order, every third urgent, tags of two kinds. */
const ticket = (n: number) => ({
  _id: n,
  queue: `q${n % 10}`,
  due: (n * 7919) % COUNT,
  name: `ticket-${String(n).padStart(4, '0')}`,
  ...(n % 3 === 0 && { urgent: true }),
  ...(n % 50 === 0 && { outbox: n }),
  tags: [`t${n % 4}`, `t${(n + 1) % 4}`],
});
const tickets = Array.from({ length: COUNT }, (_, n) => ticket(n));
const howMany = (test: (one: ReturnType<typeof ticket>) => boolean): number => tickets.filter(test).length;

describe('explain', () => {
  const open = temporaryEngine();
  let engine: Engine;
  let commands: Commands;
  before(async () => {
    engine = open();
    commands = commandsOf(engine);
    await commands.run({
      createIndexes: 'tickets',
      indexes: [
        { key: { queue: 1, due: 1 }, name: 'queue_due' },
        { key: { due: -1 }, name: 'due' },
        { key: { name: 1 }, name: 'name', unique: true },
        { key: { tags: 1 }, name: 'tags' },
        { key: { urgent: 1, due: 1 }, name: 'urgent', partialFilterExpression: { urgent: true } },
        { key: { outbox: 1 }, name: 'outbox', sparse: true },
      ],
    });
    await commands.run({ insert: 'tickets', documents: tickets });
  });

  const stagesOf = (plan: unknown): string => {
    if (!isDocument(plan)) return '';
    const inputs = Array.isArray(plan.inputStages) ? plan.inputStages : [plan.inputStage].filter(isDocument);
    const below = inputs.map(stagesOf).join(' + ');
    const name = plan.indexName === undefined ? String(plan.stage) : `${plan.stage} ${plan.indexName}`;
    return below === '' ? name : `${name} < ${inputs.length > 1 ? `(${below})` : below}`;
  };

  async function explained(command: Document): Promise<Expected> {
    const { executionStats } = await commands.run({ explain: command, verbosity: 'executionStats' });
    if (!isDocument(executionStats)) throw new Error('There are no executionStats');
    const { executionStages, totalKeysExamined, totalDocsExamined, nReturned } = executionStats;
    return {
      stages: stagesOf(executionStages),
      keys: Number(totalKeysExamined),
      documents: Number(totalDocsExamined),
      returned: Number(nReturned),
    };
  }

  const cases: [string, Document, Expected][] = [
    ['an _id', { filter: { _id: 7 } }, { stages: 'IDHACK', keys: 1, documents: 1, returned: 1 }],
    ['no index at all', { filter: { other: 1 } }, { stages: 'COLLSCAN', keys: 0, documents: COUNT, returned: 0 }],
    [
      'equality on the first field of a compound index',
      { filter: { queue: 'q3' } },
      { stages: 'FETCH < IXSCAN queue_due', keys: 100, documents: 100, returned: 100 },
    ],
    [
      'equality and a range',
      { filter: { queue: 'q3', due: { $gte: 100, $lt: 300 } } },
      same(
        'FETCH < IXSCAN queue_due',
        howMany(({ queue, due }) => queue === 'q3' && due >= 100 && due < 300),
      ),
    ],
    [
      '$in',
      { filter: { queue: { $in: ['q1', 'q2', 'nowhere'] } } },
      { stages: 'FETCH < IXSCAN queue_due', keys: 200, documents: 200, returned: 200 },
    ],
    [
      'a page in the order of an index',
      { filter: { queue: 'q3' }, sort: { due: 1 }, limit: 20 },
      { stages: 'LIMIT < FETCH < IXSCAN queue_due', keys: 20, documents: 20, returned: 20 },
    ],
    [
      'a page against the order of an index',
      { filter: { queue: 'q3' }, sort: { due: -1 }, limit: 20 },
      { stages: 'LIMIT < FETCH < IXSCAN queue_due', keys: 20, documents: 20, returned: 20 },
    ],
    [
      'the whole collection in the order of an index',
      { filter: {}, sort: { due: 1 }, limit: 5 },
      { stages: 'LIMIT < FETCH < IXSCAN due', keys: 5, documents: 5, returned: 5 },
    ],
    [
      'a page over several queues, merged in order',
      { filter: { queue: { $in: ['q1', 'q2'] } }, sort: { due: 1 }, limit: 10 },
      { stages: 'LIMIT < FETCH < SORT_MERGE < IXSCAN queue_due', keys: 11, documents: 10, returned: 10 },
    ],
    [
      'an order that no index has',
      { filter: { queue: 'q3' }, sort: { name: 1, due: 1 }, limit: 5 },
      { stages: 'SORT < FETCH < IXSCAN queue_due', keys: 100, documents: 100, returned: 5 },
    ],
    [
      'a fixed beginning of a text',
      { filter: { name: { $regex: '^ticket-09' } } },
      { stages: 'FETCH < IXSCAN name', keys: 100, documents: 100, returned: 100 },
    ],
    [
      'arms of an $or with an index each',
      { filter: { $or: [{ queue: 'q3' }, { name: 'ticket-0005' }] } },
      { stages: 'FETCH < OR < (IXSCAN queue_due + IXSCAN name)', keys: 101, documents: 101, returned: 101 },
    ],
    [
      'an element of an array',
      { filter: { tags: 't1' } },
      { stages: 'FETCH < IXSCAN tags', keys: 500, documents: 500, returned: 500 },
    ],
    [
      'any of an array’s elements, each document once',
      { filter: { tags: { $in: ['t1', 't2'] } } },
      { stages: 'FETCH < IXSCAN tags', keys: 1000, documents: 750, returned: 750 },
    ],
    [
      'a partial index where the filter implies it',
      { filter: { urgent: true, due: { $lt: 100 } } },
      same(
        'FETCH < IXSCAN urgent',
        howMany(({ urgent, due }) => urgent === true && due < 100),
      ),
    ],
    [
      'no partial index where it does not',
      { filter: { urgent: null, queue: 'q3' } },
      {
        stages: 'FETCH < IXSCAN queue_due',
        keys: 100,
        documents: 100,
        returned: howMany((one) => one.queue === 'q3' && one.urgent !== true),
      },
    ],
    [
      'a sparse index where the field must be there',
      { filter: { outbox: { $exists: true } } },
      { stages: 'FETCH < IXSCAN outbox', keys: 20, documents: 20, returned: 20 },
    ],
    [
      'no sparse index where it may be missing',
      { filter: { outbox: null } },
      { stages: 'COLLSCAN', keys: 0, documents: COUNT, returned: 980 },
    ],
    [
      'a part of the filter that the bounds do not say',
      { filter: { queue: 'q3', urgent: true, due: { $mod: [2, 0] } }, hint: 'queue_due' },
      {
        stages: 'FETCH < IXSCAN queue_due',
        keys: 100,
        documents: 100,
        returned: howMany(({ queue, urgent, due }) => queue === 'q3' && urgent === true && due % 2 === 0),
      },
    ],
    [
      'what cannot be',
      { filter: { due: { $gt: 5, $lt: 3 } } },
      { stages: 'FETCH < IXSCAN due', keys: 0, documents: 0, returned: 0 },
    ],
    [
      'a skip and a limit',
      { filter: { queue: 'q3' }, sort: { due: 1 }, skip: 10, limit: 5 },
      { stages: 'LIMIT < SKIP < FETCH < IXSCAN queue_due', keys: 15, documents: 15, returned: 5 },
    ],
  ];

  function same(stages: string, count: number): Expected {
    return { stages, keys: count, documents: count, returned: count };
  }

  for (const [what, query, expected] of cases) {
    it(`tells of ${what}`, async () => {
      expect(await explained({ find: 'tickets', ...query })).to.deep.equal(expected);
    });
  }

  it('goes through an order only where it ends before what the filter’s index has', async () => {
    const { length } = tickets;
    await commands.run({ createIndexes: 'scattered', indexes: [{ key: { n: 1 }, name: 'n' }] });
    await commands.run({ insert: 'scattered', documents: tickets.map(({ _id, due }) => ({ _id, n: due })) });
    const asked = async (below: number, limit: number) =>
      explained({ find: 'scattered', filter: { n: { $lt: below } }, sort: { _id: 1 }, limit });
    const stages = 'SORT < FETCH < IXSCAN n';
    expect(await asked(300, 400)).to.deep.equal({ stages, keys: 300, documents: 300, returned: 300 });
    expect(await asked(length + 1, 400)).to.deep.equal({
      ...{ stages: 'LIMIT < FETCH < IXSCAN _id_', keys: 400, documents: 400, returned: 400 },
    });
    expect(await asked(900, 400)).to.deep.include({ stages: 'LIMIT < FETCH < IXSCAN _id_', returned: 400 });
    // A page is found in the order as before: to look at more keys would cost more than it does.
    expect((await asked(300, 20)).stages).to.equal('LIMIT < FETCH < IXSCAN _id_');
  });

  it('tells of counts that look at no document', async () => {
    expect(await explained({ count: 'tickets', query: { queue: 'q3', due: { $gte: 500 } } })).to.deep.equal({
      ...{ stages: 'COUNT < COUNT_SCAN queue_due', keys: howMany((one) => one.queue === 'q3' && one.due >= 500) },
      ...{ documents: 0, returned: 0 },
    });
    expect(await explained({ count: 'tickets' })).to.deep.equal({
      ...{ stages: 'RECORD_STORE_FAST_COUNT', keys: 0, documents: 0, returned: 0 },
    });
  });

  it('tells of the plans that were not chosen where it is asked to', async () => {
    const q = { queue: 'q3' };
    const find: Document = await commands.run({
      explain: { find: 'tickets', filter: q },
      verbosity: 'allPlansExecution',
    });
    expect((find.executionStats as Document).allPlansExecution).to.deep.equal([]);
    const pipeline = [{ $match: q }, { $group: { _id: '$due' } }];
    const { stages } = await commands.run({ explain: { aggregate: 'tickets', pipeline, cursor: {} } });
    const { $cursor } = (stages as Document[])[0] ?? {};
    expect((($cursor as Document).executionStats as Document).allPlansExecution).to.deep.equal([]);
  });

  it('tells of changes, which look for one document or for all', async () => {
    const told = async (explain: Document) => {
      const { queryPlanner, executionStats } = await commands.run({ explain, verbosity: 'executionStats' });
      const { totalDocsExamined, nReturned } = executionStats as Document;
      return {
        stages: stagesOf((queryPlanner as Document).winningPlan),
        documents: Number(totalDocsExamined),
        returned: Number(nReturned),
      };
    };
    const q = { queue: 'q3' };
    expect(await told({ update: 'tickets', updates: [{ q, u: { $set: { a: 1 } }, multi: true }] })).to.deep.equal({
      stages: 'UPDATE < FETCH < IXSCAN queue_due',
      documents: 100,
      returned: 0,
    });
    expect(await told({ update: 'tickets', updates: [{ q, u: { $set: { a: 1 } } }] })).to.deep.equal({
      stages: 'UPDATE < FETCH < IXSCAN queue_due',
      documents: 1,
      returned: 0,
    });
    expect(await told({ delete: 'tickets', deletes: [{ q: { _id: 5 }, limit: 1 }] })).to.deep.equal({
      stages: 'DELETE < IDHACK',
      documents: 1,
      returned: 0,
    });
    expect(await told({ findAndModify: 'tickets', query: q, sort: { due: 1 }, remove: true })).to.deep.equal({
      stages: 'DELETE < FETCH < IXSCAN queue_due',
      documents: 1,
      returned: 0,
    });
  });

  it('looks at no document for a pipeline that only counts', async () => {
    const few = howMany((one) => one.queue === 'q3' && one.due >= 500);
    const match = { $match: { queue: 'q3', due: { $gte: 500 } } };
    const cases: [Document[], Document[]][] = [
      [[match, { $group: { _id: 1, n: { $sum: 1 } } }], [{ _id: new Int32(1), n: new Int32(few) }]],
      [[match, { $skip: 2 }, { $limit: 3 }, { $count: 'many' }], [{ many: new Int32(3) }]],
      [[{ $match: { queue: 'none' } }, { $count: 'many' }], []],
      [[{ $count: 'many' }], [{ many: new Int32(howMany(() => true)) }]],
    ];
    for (const [pipeline, expected] of cases) {
      const { value, reads } = await counted(() => commands.all({ aggregate: 'tickets', pipeline, cursor: {} }));
      expect(value).to.deep.equal(expected);
      expect(reads.documents, JSON.stringify(pipeline)).to.equal(0);
    }
  });

  it('counts what is really read', async () => {
    for (const [what, query] of cases) {
      const { value, reads } = await counted(() => explained({ find: 'tickets', ...query }));
      if (value.stages.includes('COLLSCAN')) continue;
      expect(reads.documents, `documents of ${what}`).to.equal(value.documents);
      // Keys are read ahead in chunks, so there are more of them read than looked at, but never by a multiple.
      expect(reads.keys, `keys of ${what}`)
        .to.be.at.least(value.keys)
        .and.at.most(4 * value.keys + 600);
    }
  });

  /** What is asked of the two tables while something is done. */
  async function counted<T>(work: () => Promise<T>): Promise<{ value: T; reads: { keys: number; documents: number } }> {
    const reads = { keys: 0, documents: 0 };
    const { environment } = engine;
    const { documents, entries } = environment;
    environment.documents = spied(documents, () => reads.documents++);
    environment.entries = spied(entries, () => reads.keys++);
    try {
      return { value: await work(), reads };
    } finally {
      Object.assign(environment, { documents, entries });
    }
  }
});

/** A table that tells of each value that is read from it. */
function spied<T extends object>(table: T, note: () => void): T {
  return new Proxy(table, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        const result: unknown = member.apply(target, args);
        if (name === 'getBinary' && result !== undefined) note();
        if (name !== 'getRange' || typeof result !== 'object' || result === null) return result;
        const list = [...(result as Iterable<unknown>)];
        for (const _ of list) note();
        return list;
      };
    },
  });
}
