import { expect } from 'chai';
import { describe, it } from 'mocha';
import { ask } from './ask.js';
import {
  CREDIT_FIELDS,
  ENTRY_FIELDS,
  EVENT_READERS,
  FEED_READERS,
  type FieldTable,
  fieldsOf,
  MESSAGE_FIELDS,
  OUTAGE_FIELDS,
  SLA_FIELDS,
  SLA_PARTIES,
  SUBSCRIPTION_FIELDS,
  TICKET_FIELDS,
} from './fields.js';
import { type Column, columnOf, READERS, type Reader } from './readers.js';
import { SECRETS } from './secrets.js';
import type { World } from './world.js';

interface Item {
  type: string;
  party: string;
  subject: { kind: string };
  id: string;
}

/** One of each column, as somebody to whom the thing belongs. */
const OF_COLUMN: Readonly<Record<Column, string>> = {
  agent: 'agent (provider)',
  staff: 'lead (provider)',
  partner: 'partner-admin (own-partner)',
  customer: 'contact (own-customer)',
};
const COLUMNS = Object.keys(OF_COLUMN) as Column[];

const readerOf = (column: Column): Reader => {
  const reader = READERS.find(({ name }) => name === OF_COLUMN[column]);
  if (!reader) throw new Error(`No reader ${OF_COLUMN[column]}`);
  return reader;
};

/** Which fields each of the four readers sees: no more and no less than the contract says. */
export function representations(world: () => World): void {
  const get = async (column: Column, path: string) =>
    (await ask(world().test.url, world().credentialOf(readerOf(column)), { method: 'get', path })).body;
  const expectFields = (seen: readonly string[], table: FieldTable, column: Column) =>
    expect([...new Set(seen)].sort(), column).to.deep.equal([...new Set(table[column])].sort());

  describe('the fields of a representation', () => {
    it('a ticket, alone and in a list', async () => {
      const { ticket } = world().ids;
      for (const column of COLUMNS) {
        const shown = await get(column, `/tickets/${ticket}`);
        expectFields(fieldsOf(shown), TICKET_FIELDS, column);
        const { items } = await get(column, '/tickets?limit=200');
        expect(items.find(({ id }: Item) => id === ticket)).to.deep.equal(shown);
      }
    });

    it('its timeline and messages', async () => {
      const at = `/tickets/${world().ids.ticket}`;
      for (const column of COLUMNS) {
        const { items } = await get(column, `${at}/timeline`);
        const plain = items.map(({ message: _, data: __, ...entry }: Record<string, unknown>) => entry);
        expectFields(
          plain.flatMap((entry: object) => fieldsOf(entry)),
          ENTRY_FIELDS,
          column,
        );
        const types = items.map(({ type }: Item) => type) as (keyof typeof EVENT_READERS)[];
        const unforeseen = types.filter((type) => !EVENT_READERS[type]?.includes(column));
        expect(unforeseen, `${column} is told of: say in EVENT_READERS of fields.ts who knows of them`).to.deep.equal(
          [],
        );
        const { items: said } = await get(column, `${at}/messages`);
        expectFields(
          said.flatMap((message: object) => fieldsOf(message)).filter((path: string) => path !== 'attachments[]'),
          MESSAGE_FIELDS,
          column,
        );
      }
      const { items: all } = await get('staff', `${at}/timeline`);
      for (const column of COLUMNS) {
        const told = new Set((await get(column, `${at}/timeline`)).items.map(({ type }: Item) => type));
        const due = [...new Set(all.map(({ type }: Item) => type))].filter((type) =>
          EVENT_READERS[type as keyof typeof EVENT_READERS].includes(column),
        );
        expect([...told].sort(), column).to.include.members(due);
      }
    });

    it('its clocks, and whose', async () => {
      for (const column of COLUMNS) {
        const shown = await get(column, `/tickets/${world().ids.ticket}/sla`);
        expectFields(fieldsOf(shown), SLA_FIELDS, column);
        const parties = [...new Set(shown.targets.map(({ party }: Item) => party))].sort();
        expect(parties, column).to.deep.equal(SLA_PARTIES[column]);
      }
    });

    it('what a customer has bought, and for how much', async () => {
      for (const column of COLUMNS) {
        if (column === 'customer') continue;
        expectFields(fieldsOf(await get(column, '/subscriptions/S-1001')), SUBSCRIPTION_FIELDS, column);
      }
    });

    it('an outage, and how far it reaches', async () => {
      for (const column of COLUMNS) {
        const shown = fieldsOf(await get(column, `/outages/${world().ids.outage}`));
        expectFields(
          shown.filter((path) => !['may[]', 'tickets[]'].includes(path)),
          withoutMay(OUTAGE_FIELDS),
          column,
        );
      }
    });

    it('a credit, and its money', async () => {
      for (const column of COLUMNS) {
        if (column === 'agent') continue;
        const shown = fieldsOf(await get(column, `/credits/${world().ids.credit}`));
        expectFields(shown, CREDIT_FIELDS, column);
      }
    });
  });

  describe('the feed', () => {
    it('has an entry for every kind of subject that it tells of', () => {
      const missing = world().test.desk.feedKinds.filter((kind) => !Object.hasOwn(FEED_READERS, kind));
      expect(missing, 'say in FEED_READERS of test/matrix/fields.ts which columns hear of these kinds').to.deep.equal(
        [],
      );
    });

    it('tells each reader of the kinds that are theirs', async () => {
      for (const column of COLUMNS) {
        const told = new Set<string>();
        for (let since = 0; ; ) {
          const { items, next } = await get(column, `/events?since=${since}&limit=200`);
          for (const { subject } of items as Item[]) told.add(subject.kind);
          if (next === since) break;
          since = next;
        }
        const wrong = [...told].filter((kind) => !FEED_READERS[kind]?.includes(column));
        expect(wrong, column).to.deep.equal([]);
        expect(told.has('ticket') && told.has('outage') && told.has('maintenance'), column).to.equal(true);
        expect(told.has('credit'), column).to.equal(FEED_READERS.credit?.includes(column));
      }
    });
  });

  describe('search', () => {
    const searchable = SECRETS.filter(({ word }) =>
      /^word(description|desks|customer|own|third|hand|note|reference)/.test(word),
    );
    for (const { word, what, shownTo } of searchable) {
      it(`finds ${what} (${word}) for whoever may read it and nobody else`, async () => {
        for (const reader of READERS) {
          if (reader.role === null && !reader.isLink) continue;
          const question = { method: 'get', path: `/tickets?q=${word}` };
          const { body } = await ask(world().test.url, world().credentialOf(reader), question);
          const ids = body.items.map(({ id }: Item) => id);
          const isTheirs = shownTo(reader) || (word === 'wordcustomer' && mayFindLonger(reader));
          expect(ids.includes(world().ids.ticket), `${reader.name} (${columnOf(reader)})`).to.equal(isTheirs);
        }
      });
    }
  });
}

/** The last word of a query may be a beginning. */
const mayFindLonger = ({ side }: Reader): boolean => !side.startsWith('foreign') && side !== 'nobody';

/** Whether somebody may do something with it has its own place in the matrix. */
const withoutMay = (table: FieldTable): FieldTable =>
  Object.fromEntries(
    Object.entries(table).map(([column, fields]) => [column, fields.filter((path) => path !== 'may[]')]),
  ) as Record<Column, string[]>;
