import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  CONTACT_AUTHORITIES,
  type MailFacts,
  type Notice,
  RECIPIENT_POLICIES,
  type Recipients,
  recipientsOf,
} from '../../../server/domain/mail/recipients.js';

const requester = { address: 'it@logistics.example', name: 'Ines Vogt' };
const deskOfPartner = { address: 'desk@hansa.example', name: 'Hansa IT' };

const facts = (over: Partial<MailFacts> = {}): MailFacts => ({
  deskDomains: ['desk.example'],
  providerName: 'Nordcloud',
  partner: { name: 'Hansa IT', contacts: [deskOfPartner] },
  customer: { name: 'Hansa Logistics', people: [requester] },
  deal: { id: 'D-1', recipients: 'both', authority: 'provider-may-write' },
  unproved: [],
  ...over,
});
const notice = (over: Partial<Notice> = {}): Notice => ({
  to: 'customer',
  by: 'provider',
  author: 'agent@nordcloud.example',
  doneBy: 'provider',
  answersMachine: null,
  ...over,
});
const deal = (over: Partial<NonNullable<MailFacts['deal']>>) =>
  ({ id: 'D-1', recipients: 'both', authority: 'provider-may-write', ...over }) as const;
const brief = ({ receivers, withheld }: Recipients) => ({
  to: receivers.map((receiver) => `${receiver.address}${receiver.remark ? ' with a remark' : ''}`),
  not: withheld.map((one) => `${one.address ?? one.party}: ${one.code}`),
});

describe('who gets a mail for the customer', () => {
  const by = (over: Partial<NonNullable<MailFacts['deal']>>, what: Partial<Notice> = {}) =>
    brief(recipientsOf(notice(what), facts({ deal: deal(over) })));

  it('is whom the deal names', () => {
    expect(RECIPIENT_POLICIES.map((recipients) => by({ recipients }))).to.deep.equal([
      { to: ['desk@hansa.example'], not: ['it@logistics.example: recipient-policy'] },
      { to: ['it@logistics.example', 'desk@hansa.example'], not: [] },
      { to: ['it@logistics.example'], not: ['partner: recipient-policy'] },
    ]);
  });

  it('is the partner with a remark where the provider may not write to the customer', () => {
    const silent = { authority: 'provider-via-partner' } as const;
    expect(RECIPIENT_POLICIES.map((recipients) => by({ recipients, ...silent }))).to.deep.equal([
      { to: ['desk@hansa.example'], not: ['it@logistics.example: recipient-policy'] },
      { to: ['desk@hansa.example with a remark'], not: ['it@logistics.example: contact-authority'] },
      { to: ['desk@hansa.example with a remark'], not: ['it@logistics.example: contact-authority'] },
    ]);
    const [receiver] = recipientsOf(notice(), facts({ deal: deal(silent) })).receivers;
    expect(receiver?.remark).to.equal(
      'Under deal D-1 Nordcloud writes to Hansa Logistics only through Hansa IT. Please pass this on.',
    );
  });

  it('is the customer when it is the partner who writes', () => {
    const what = { by: 'partner', author: 'desk@hansa.example' } as const;
    expect(by({ recipients: 'customer', authority: 'provider-via-partner' }, what)).to.deep.equal({
      to: ['it@logistics.example'],
      not: ['partner: recipient-policy'],
    });
  });

  it('treats what the desk sends by itself as from the provider', () => {
    const what = { by: 'desk', author: null } as const;
    expect(by({ recipients: 'customer', authority: 'provider-via-partner' }, what).to).to.deep.equal([
      'desk@hansa.example with a remark',
    ]);
  });

  it('is who asked where nothing stands between them and the provider', () => {
    const asked = brief(recipientsOf(notice(), facts({ deal: null, partner: null })));
    expect(asked).to.deep.equal({ to: ['it@logistics.example'], not: [] });
  });

  it('is the partner while the deal is not settled, unless the partner itself writes to the customer', () => {
    const open = facts({ deal: null });
    const own = notice({ by: 'partner', author: null, doneBy: 'partner' });
    expect([brief(recipientsOf(notice(), open)), brief(recipientsOf(own, open))]).to.deep.equal([
      { to: ['desk@hansa.example'], not: ['it@logistics.example: contact-authority'] },
      { to: ['it@logistics.example'], not: [] },
    ]);
  });

  it('says so when nobody is known', () => {
    const empty = facts({ partner: { name: 'Hansa IT', contacts: [] }, customer: { name: null, people: [] } });
    expect(brief(recipientsOf(notice(), empty)).not).to.deep.equal(['customer: nobody-known', 'partner: nobody-known']);
  });
});

describe('who gets no mail, whoever they are', () => {
  it('is the desk itself', () => {
    const looping = facts({ customer: { name: 'C', people: [{ address: 'Desk+42@DESK.example', name: '' }] } });
    expect(brief(recipientsOf(notice(), looping)).not).to.deep.equal(['desk+42@desk.example: own-address']);
  });

  it('is who wrote it, in any case of letters', () => {
    const own = notice({ to: 'partner', by: 'partner', author: 'DESK@hansa.example' });
    expect(brief(recipientsOf(own, facts()))).to.deep.equal({ to: [], not: ['desk@hansa.example: wrote-it'] });
  });

  it('is the partner’s desk where it did it itself', () => {
    const own = notice({ by: 'partner', author: null, doneBy: 'partner' });
    expect(brief(recipientsOf(own, facts()))).to.deep.equal({
      to: ['it@logistics.example'],
      not: ['desk@hansa.example: wrote-it'],
    });
  });

  it('is a machine that wrote', () => {
    const answered = notice({ by: 'desk', author: null, answersMachine: 'it@logistics.example' });
    expect(brief(recipientsOf(answered, facts())).not).to.deep.equal(['it@logistics.example: answers-a-machine']);
  });

  it('is an address that nobody confirmed', () => {
    const open = facts({ unproved: ['it@logistics.example'] });
    expect(brief(recipientsOf(notice(), open)).not).to.deep.equal(['it@logistics.example: not-confirmed']);
  });

  it('is what could not stand in a header', () => {
    const bad = ['a@b.example\r\nBcc: x@y.example', 'a b@c.example', '<a@b.example>', 'a@b@c.example', 'a@b,c@d', ''];
    const people = bad.map((address) => ({ address, name: '' }));
    const { receivers, withheld } = recipientsOf(notice({ to: { party: 'customer', people } }), facts());
    expect(receivers).to.deep.equal([]);
    expect(new Set(withheld.map(({ code }) => code))).to.deep.equal(new Set(['not-an-address']));
  });

  it('is a partner where there is none', () => {
    const direct = facts({ partner: null, deal: null });
    expect(brief(recipientsOf(notice({ to: 'partner' }), direct)).not).to.deep.equal(['partner: no-partner']);
  });
});

describe('the decision as a whole', () => {
  const address = fc.constantFrom('a@x.example', 'A@X.example', 'b@y.example', 'c@desk.example', 'nonsense');
  const contact = fc.record({ address, name: fc.constant('') });
  const anything = fc.record({
    facts: fc.record({
      deskDomains: fc.constant(['desk.example']),
      providerName: fc.constant('P'),
      partner: fc.option(fc.record({ name: fc.constant('Q'), contacts: fc.array(contact, { maxLength: 3 }) })),
      customer: fc.record({ name: fc.constant('C'), people: fc.array(contact, { maxLength: 3 }) }),
      deal: fc.option(
        fc.record({
          id: fc.constant('D-1'),
          recipients: fc.constantFrom(...RECIPIENT_POLICIES),
          authority: fc.constantFrom(...CONTACT_AUTHORITIES),
        }),
      ),
      unproved: fc.array(address, { maxLength: 2 }),
    }),
    notice: fc.record({
      to: fc.constantFrom('customer' as const, 'partner' as const),
      by: fc.constantFrom('provider' as const, 'partner' as const, 'customer' as const, 'desk' as const),
      author: fc.option(address),
      doneBy: fc.constantFrom('provider' as const, 'partner' as const, 'customer' as const, 'desk' as const),
      answersMachine: fc.option(address),
    }),
  });

  it('writes to nobody twice and leaves nobody out without a word', () =>
    fc.assert(
      fc.property(anything, ({ facts: given, notice: told }) => {
        const { receivers, withheld } = recipientsOf(told, given);
        const addresses = receivers.map((receiver) => receiver.address);
        expect(new Set(addresses).size).to.equal(addresses.length);
        const mentioned = new Set([...addresses, ...withheld.map((one) => one.address)]);
        const meant = told.to === 'customer' ? given.customer.people : (given.partner?.contacts ?? []);
        for (const person of meant) expect(mentioned).to.include(person.address.toLowerCase());
        expect(receivers.length + withheld.length).to.be.greaterThan(0);
      }),
      { seed: 11, numRuns: 500 },
    ));

  it('never lets the provider reach the customer where it may not', () =>
    fc.assert(
      fc.property(anything, ({ facts: given, notice: told }) => {
        fc.pre(given.partner !== null && given.deal?.authority === 'provider-via-partner' && told.by !== 'partner');
        fc.pre(told.to === 'customer' && told.by !== 'customer');
        const partnerOnly = recipientsOf(told, given).receivers.every((receiver) => receiver.party === 'partner');
        expect(partnerOnly).to.equal(true);
      }),
      { seed: 12, numRuns: 500 },
    ));
});
