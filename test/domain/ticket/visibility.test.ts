import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Member } from '../../../server/domain/ticket/state.js';
import {
  seesMessage,
  seesRow,
  seesSide,
  seesThread,
  shownAssignee,
  shownCandidates,
  shownDeal,
  shownEvidence,
  shownMember,
  shownPartner,
  type Viewer,
  viewerOf,
} from '../../../server/domain/ticket/visibility.js';
import { ada, cas, HANSA, lea, origin, pia, terms } from './builders.js';

const viewers = (over = {}): Record<string, Viewer> => ({
  agent: viewerOf(ada, terms(over)),
  staff: viewerOf(lea, terms(over)),
  partner: viewerOf(pia, terms(over)),
  'another partner': { ...viewerOf(pia, terms(over)), company: 'P-2', side: 'partner:P-2' },
  customer: viewerOf(cas, terms(over)),
});
const seenBy = (sees: (viewer: Viewer) => boolean, over = {}): string =>
  Object.entries(viewers(over))
    .flatMap(([name, viewer]) => (sees(viewer) ? [name] : []))
    .join(', ');

const ofProvider: Member = { id: 'ada', name: 'Ada', party: 'provider', company: null };
const ofPartner: Member = { id: 'pia', name: 'Pia', party: 'partner', company: HANSA.id };

describe('who sees what', () => {
  it('threads with third parties: the company that opened it, or both desks of then, and never a customer', () => {
    const mark = { thread: 'x', partner: HANSA.id };
    const seen = (visibility: 'own' | 'desks', side: 'provider' | `partner:${string}`) =>
      seenBy((viewer) => seesThread(viewer, { ...mark, visibility, side }));
    expect(seen('desks', 'provider')).to.equal('agent, staff, partner');
    expect(seen('desks', `partner:${HANSA.id}`)).to.equal('agent, staff, partner');
    expect(seen('own', 'provider')).to.equal('agent, staff');
    expect(seen('own', `partner:${HANSA.id}`)).to.equal('partner');
  });

  it('messages: each reader those that were meant for them', () => {
    const message = { message: 'm', partner: HANSA.id };
    const mark = (visibility: 'customer' | 'desks' | 'own', author: Member) => ({ ...message, visibility, author });
    expect(seenBy((viewer) => seesMessage(viewer, mark('customer', ofProvider)))).to.equal(
      'agent, staff, partner, another partner, customer',
    );
    expect(seenBy((viewer) => seesMessage(viewer, mark('desks', ofProvider)))).to.equal('agent, staff, partner');
    expect(seenBy((viewer) => seesMessage(viewer, { ...mark('desks', ofProvider), partner: null }))).to.equal(
      'agent, staff',
    );
    expect(seenBy((viewer) => seesMessage(viewer, mark('own', ofProvider)))).to.equal('agent, staff');
    expect(seenBy((viewer) => seesMessage(viewer, mark('own', ofPartner)))).to.equal('partner');
  });

  it('SLA rows: the provider’s only if the deal shares them', () => {
    expect(seenBy((viewer) => seesRow(viewer, 'provider'))).to.equal('agent, staff');
    expect(seenBy((viewer) => seesRow(viewer, 'provider'), { sharesProviderRows: true })).to.equal(
      'agent, staff, partner, another partner',
    );
    expect(seenBy((viewer) => seesRow(viewer, 'partner'))).to.equal('agent, staff, partner, another partner');
    expect(seenBy((viewer) => seesRow(viewer, 'promise'))).to.equal('agent, staff, partner, another partner, customer');
  });

  it('people: own people’s names, otherwise the party; a customer the name the brand shows, or none', () => {
    const shown = (member: Member, over = {}) =>
      Object.fromEntries(
        Object.entries(viewers(over)).map(([name, viewer]) => [name, shownAssignee(viewer, member)?.name]),
      );
    expect(shown(ofProvider)).to.deep.equal({
      agent: 'Ada',
      staff: 'Ada',
      partner: null,
      'another partner': null,
      customer: 'Hansa Support',
    });
    expect(shown(ofPartner)).to.deep.equal({
      agent: 'Pia',
      staff: 'Pia',
      partner: 'Pia',
      'another partner': null,
      customer: 'Hansa Support',
    });
    expect(shown(ofPartner, { brand: { name: 'Hansa', showsAssignee: false } }).customer).to.equal(undefined);
    expect(shownMember(viewerOf(pia, null), ofProvider)).to.deep.equal({ id: null, name: null, party: 'provider' });
  });

  it('origin: a partner what is about itself, a customer nothing', () => {
    const about = (partner: string) =>
      ({ rule: 'domain', value: partner, against: false, partners: [partner] }) as const;
    const from = origin({
      evidence: [about(HANSA.id), about('P-2')],
      candidates: [
        { deal: 'D-1', partner: HANSA.id },
        { deal: 'D-9', partner: 'P-9' },
      ],
    });
    const { agent, partner, customer } = viewers();
    if (!agent || !partner || !customer) throw new Error('no viewers');
    expect(shownEvidence(agent, from)).to.have.length(2);
    expect(shownEvidence(partner, from)).to.deep.equal([about(HANSA.id)]);
    expect(shownEvidence(customer, from)).to.equal(null);
    expect(shownCandidates(partner, from)).to.deep.equal(['D-1']);
    expect([shownDeal(agent, from), shownDeal(partner, from), shownDeal(customer, from)]).to.deep.equal([
      'D-1',
      'D-1',
      null,
    ]);
    expect(shownPartner(customer, from)).to.deep.equal({ id: null, name: 'Hansa Support' });
  });

  it('tags, links, snooze, runs: each its own side’s, the provider all, the customer none', () => {
    expect(seenBy((viewer) => seesSide(viewer, 'provider'))).to.equal('agent, staff');
    expect(seenBy((viewer) => seesSide(viewer, 'partner:P-1'))).to.equal('agent, staff, partner');
  });
});
