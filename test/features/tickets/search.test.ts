import { expect } from 'chai';
import fc from 'fast-check';
import { after, before, describe, it } from 'mocha';
import { wordsOf } from '../../../server/features/tickets/service/search.js';
import { openTestDesk, type TestDesk } from '../../support/desk.js';

interface Seen {
  id: string;
  number: number;
  subject: string;
  requester: { email: string; name: string };
  component: string | null;
  origin: { customer: { name: string } | null };
  externalRef?: { id: string } | null;
}

const WORDS = ['trunk', 'trunking', 'Müller', 'muller', 'fax', 'faxgerät', 'Ñandú', '1', 'dial', 'tone', 'dialtone'];

describe('search', () => {
  let test: TestDesk;
  let provider: string;
  const keys: Record<string, string> = {};
  before(async () => {
    test = await openTestDesk(
      '2026-11-02T08:00:00Z',
      {},
      // The same answers are wanted of MongoDB itself, where there is one.
      process.env.MONGODB_TEST_URI
        ? `${process.env.MONGODB_TEST_URI.replace(/\/?$/, '/')}search_${Date.now()}`
        : undefined,
    );
    provider = await test.key({ kind: 'provider' }, ['admin', 'tickets:write']);
    for (const id of ['hansa-it', 'iberia-cloud'])
      keys[id] = await test.key({ kind: 'partner', id }, ['tickets:write']);
    keys.provider = provider;
    await test.person('cora', { kind: 'customer', id: 'hansa-logistics' }, ['contact']);
    keys.cora = await test.session('cora');
    for (let n = 0; n < 18; n++) await live(n);
    await test.settle();
  });
  after(() => test.close());

  const word = (n: number) => WORDS[n % WORDS.length] ?? '';
  const call = async (as: string, method: string, path: string, body?: object, headers?: Record<string, string>) => {
    const answer = await test.call(keys[as] ?? as, method, path, body, headers);
    expect(answer.status, JSON.stringify(answer.body)).to.be.lessThan(300);
    return answer.body;
  };

  /** A ticket that is called and told something, differently for each n. */
  async function live(n: number): Promise<void> {
    const deal = ['D-1001', 'D-2001', null][n % 3];
    const by = n % 3 === 0 ? 'hansa-it' : 'provider';
    const { id } = await call(by, 'POST', '/tickets', {
      ...{ subject: `${word(n)} ${word(n * 5 + 1)}`, description: `It says ${word(n * 3 + 2)}`, deal },
      ...{ requester: { email: `r${n}@nowhere.example`, name: word(n * 7) } },
      ...(n % 4 === 0 && { externalRef: { system: 'desk', id: `INC-${n}/${word(n)}` } }),
    });
    await call('provider', 'POST', `/tickets/${id}/replies`, { text: `own ${word(n + 4)}`, visibility: 'own' });
    await call('provider', 'POST', `/tickets/${id}/replies`, { text: `desks ${word(n + 6)}`, visibility: 'desks' });
    if (n % 5 === 0) {
      const { version } = await call('provider', 'GET', `/tickets/${id}`);
      await call(
        'provider',
        'PATCH',
        `/tickets/${id}`,
        { subject: `now ${word(n + 2)}` },
        { 'if-match': `"${version}"` },
      );
    }
    if (n % 9 === 1 || n % 9 === 2)
      await call('provider', 'POST', `/tickets/${id}/origin`, {
        deal: n % 9 === 1 ? 'D-1001' : 'D-2001',
        remember: false,
        reason: 'It was theirs',
      });
  }

  const found = async (as: string, q: string): Promise<string[]> =>
    (await call(as, 'GET', `/tickets?limit=200&q=${encodeURIComponent(q)}`)).items.map(({ id }: Seen) => id).sort();

  /** Everything that a reader may read of each ticket that they may see, as words. */
  async function readable(as: string): Promise<Map<Seen, Set<string>>> {
    const { items } = await call(as, 'GET', '/tickets?limit=200');
    const all = new Map<Seen, Set<string>>();
    for (const ticket of items as Seen[]) {
      const { number, subject, requester, origin, component, externalRef } = ticket;
      const { items: said } = await call(as, 'GET', `/tickets/${ticket.id}/messages`);
      const texts = [
        number,
        subject,
        requester.email,
        requester.name,
        origin.customer?.name,
        component,
        externalRef?.id,
      ];
      const words = [...texts, ...said.map(({ text }: { text: string }) => text)].map((text) => String(text ?? ''));
      all.set(ticket, new Set(words.flatMap(wordsOf)));
    }
    return all;
  }

  /** The obvious way: each ticket is looked through. */
  function slowly(all: ReadonlyMap<Seen, ReadonlySet<string>>, q: string): string[] {
    const asked = wordsOf(q);
    const fits = (words: ReadonlySet<string>) =>
      asked.length > 0 &&
      asked.every((one, at) =>
        at === asked.length - 1 && !q.endsWith(' ')
          ? [...words].some((known) => known.startsWith(one))
          : words.has(one),
      );
    return [...all]
      .filter(([ticket, words]) => fits(words) || ticket.externalRef?.id === q.trim())
      .map(([{ id }]) => id)
      .sort();
  }

  for (const as of ['provider', 'hansa-it', 'iberia-cloud', 'cora']) {
    it(`finds for ${as} what a look through all that they may read finds`, async () => {
      const all = await readable(as);
      const queries = fc
        .array(
          fc.oneof(
            fc.constantFrom(...WORDS, 'own', 'desks', 'says', 'now', 'hansa'),
            fc.constantFrom('tru', 'f', 'INC', 'MÜL'),
          ),
          {
            ...{ minLength: 1, maxLength: 3 },
          },
        )
        .map((words) => words.join(' '));
      await fc.assert(
        fc.asyncProperty(queries, fc.boolean(), async (words, ended) => {
          const q = ended ? `${words} ` : words;
          expect(await found(as, q), q).to.deep.equal(slowly(all, q));
        }),
        { numRuns: 40, seed: 3 },
      );
    });
  }

  it('finds a number with its sign alone, and without it with what begins like it', async () => {
    const [first] = (await call('provider', 'GET', '/tickets?limit=1&sort=created')).items as Seen[];
    expect(await found('provider', `#${first?.number}`)).to.deep.equal([first?.id]);
    expect(await found('provider', `${first?.number}`)).to.include(first?.id);
    expect(await found('provider', `#${first?.number} nothingsaysthis`)).to.deep.equal([]);
    const [foreign] = (await call('iberia-cloud', 'GET', '/tickets?limit=1')).items as Seen[];
    expect(await found('cora', `#${foreign?.number}`)).to.deep.equal([]);
  });

  it('finds the partner’s reference, and nobody else’s', async () => {
    const all = (await call('hansa-it', 'GET', '/tickets?limit=200')).items as Seen[];
    const own = all.find(({ externalRef }) => externalRef);
    const reference = own?.externalRef?.id ?? '';
    expect(await found('hansa-it', reference)).to.include(own?.id);
    expect(await found('provider', reference)).to.include(own?.id);
    expect(await found('iberia-cloud', reference)).to.deep.equal([]);
  });
});
