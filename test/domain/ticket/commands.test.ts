import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Caller } from '../../../server/domain/access/access.js';
import { mayOf } from '../../../server/domain/ticket/commands.js';
import { createTicket } from '../../../server/domain/ticket/create.js';
import { decide, type TicketCommand } from '../../../server/domain/ticket/decide.js';
import type { TicketState } from '../../../server/domain/ticket/state.js';
import {
  ada,
  after,
  bob,
  cas,
  context,
  EVERYBODY,
  fedBy,
  fin,
  HANSA,
  handOver,
  LOGISTICS,
  lea,
  made,
  NINE,
  newTicket,
  origin,
  pia,
  SOLVE,
  say,
  terms,
  ticket,
  typesOf,
} from './builders.js';

const run = (state: TicketState, caller: Caller, command: TicketCommand, over = {}) =>
  decide(command, state, context(caller, over), state.updatedAt + 60);
const refusal = (state: TicketState, caller: Caller, command: TicketCommand, over = {}) => {
  const decision = run(state, caller, command, over);
  return decision.ok ? 'allowed' : decision.code;
};
const done = (state: TicketState, caller: Caller, command: TicketCommand, over = {}) =>
  made(run(state, caller, command, over));
const inPartnersCourt = () => after(ticket(), [ada, handOver('partner', null)]);
const solved = () => after(ticket(), [ada, SOLVE]);
const closed = () => after(solved(), [cas, { verb: 'close' }]);

describe('the initial court', () => {
  const courtFor = (party: 'customer' | 'provider' | 'partner', support: 'partner-first' | 'shared' | null) => {
    const author = { id: 'x', name: 'X', party, company: null };
    return made(createTicket(newTicket({ author, terms: terms({ support }) }), NINE)).state.court;
  };

  it('is the partner’s on a partner-first deal, unless the partner logs it', () => {
    expect(courtFor('customer', 'partner-first')).to.equal('partner');
    expect(courtFor('provider', 'partner-first')).to.equal('partner');
    expect(courtFor('partner', 'partner-first')).to.equal('provider');
  });

  it('is the provider’s otherwise', () => {
    expect(courtFor('customer', 'shared')).to.equal('provider');
    expect(courtFor('customer', null)).to.equal('provider');
  });

  it('is chosen by desks, never by a customer, and the partner’s only if there is one', () => {
    const author = { id: 'pia', name: 'Pia', party: 'partner', company: HANSA.id } as const;
    expect(made(createTicket(newTicket({ author, court: 'partner' }), NINE)).state.court).to.equal('partner');
    expect(createTicket(newTicket({ court: 'partner' }), NINE)).to.include({ ok: false, code: 'not-allowed' });
    const alone = newTicket({ author, court: 'partner', origin: origin({ partner: null }) });
    expect(createTicket(alone, NINE)).to.include({ ok: false, code: 'invalid' });
  });
});

describe('may', () => {
  const mayIn = (state: TicketState) =>
    Object.fromEntries(
      Object.entries(EVERYBODY).map(([name, caller]) => [name, mayOf(state, context(caller)).join(' ')]),
    );

  it('names what each can do with a ticket in the provider’s court', () => {
    expect(mayIn(ticket())).to.deep.equal({
      ada: 'reply note hand-over claim assign priority solve merge split link',
      bob: 'reply note hand-over claim assign priority solve merge split link',
      lea: 'reply note hand-over claim assign priority solve merge split link origin',
      admin: 'reply note hand-over claim assign priority solve merge split link origin',
      fin: '',
      pia: 'reply note merge split link',
      cas: 'reply close',
    });
  });

  it('names what each can do with one in the partner’s court', () => {
    expect(mayIn(inPartnersCourt())).to.deep.equal({
      ada: 'reply note priority merge split link',
      bob: 'reply note priority merge split link',
      lea: 'reply note hand-over assign priority solve merge split link origin',
      admin: 'reply note hand-over assign priority solve merge split link origin',
      fin: '',
      pia: 'reply note hand-over claim assign priority solve merge split link',
      cas: 'reply close',
    });
  });

  it('leaves a ticket that waits for the customer to the customer and the leads', () => {
    const waiting = after(ticket(), [ada, handOver('customer')]);
    expect(mayIn(waiting)).to.include({
      ada: 'reply note priority merge split link',
      pia: 'reply note merge split link',
      lea: 'reply note hand-over assign priority solve merge split link origin',
    });
  });

  it('lets the desk that asked a third party speak for it', () => {
    const waiting = after(ticket(), [ada, handOver('third_party')]);
    expect(mayOf(waiting, context(ada))).to.include.members(['hand-over', 'solve', 'claim']);
    expect(mayOf(waiting, context(pia))).not.to.include('hand-over');
  });

  it('names what each can do with a solved and a closed one', () => {
    expect(mayIn(solved())).to.include({
      ada: 'reply note reopen',
      pia: 'reply note reopen',
      cas: 'reply reopen close rate',
      fin: '',
    });
    expect(mayIn(closed())).to.include({ ada: 'note', pia: 'note', cas: 'rate', fin: '' });
  });

  it('lets desks settle what is in triage, and leads change what is settled', () => {
    const triage = ticket({ origin: origin({ triage: true, deal: null, type: 'partner' }) });
    expect(mayOf(triage, context(ada))).to.include('origin');
    expect(mayOf(triage, context(pia))).to.include('origin');
    expect(mayOf(ticket(), context(ada))).not.to.include('origin');
  });
});

describe('a reply', () => {
  it('of a desk is for the desks unless it says otherwise', () => {
    const { events } = done(ticket(), ada, say());
    expect(events[0]).to.deep.include({
      type: 'ticket-replied',
      message: {
        message: 'm1',
        visibility: 'desks',
        author: { id: 'ada', name: 'Ada', party: 'provider', company: null },
        partner: HANSA.id,
      },
      sla: [{ at: NINE + 60, type: 'reply', by: 'provider', to: 'desks' }],
    });
  });

  it('hands over in the same breath, if its author could', () => {
    const { events, state } = done(ticket(), ada, say('customer', 'customer'));
    expect(fedBy(events)).to.deep.equal(['reply', 'court customer']);
    expect(state.court).to.equal('customer');
    expect(refusal(ticket(), pia, say('desks', 'partner'))).to.equal('not-your-court');
  });

  it('to oneself is a note, which no clock hears of and which is always possible', () => {
    const { events } = done(closed(), ada, say('own'));
    expect(typesOf(events)).to.deep.equal(['ticket-noted']);
    expect(fedBy(events)).to.deep.equal([]);
    expect(refusal(ticket(), ada, say('own', 'partner'))).to.equal('invalid');
  });

  it('of a customer gives the ticket back to the desk that had it last', () => {
    const waiting = after(inPartnersCourt(), [pia, handOver('customer')]);
    const { events, state } = done(waiting, cas, say());
    expect(fedBy(events)).to.deep.equal(['reply', 'court partner']);
    expect(state.court).to.equal('partner');
  });

  it('of a customer opens a solved ticket again for the party that solved it', () => {
    const { events, state } = done(after(inPartnersCourt(), [pia, SOLVE]), cas, say());
    expect(fedBy(events)).to.deep.equal(['reopened partner', 'reply']);
    expect(state).to.deep.include({ status: 'open', court: 'partner', closeAt: null, solvedBy: null });
  });

  it('of a customer is for all parties and moves nothing by itself', () => {
    expect(refusal(ticket(), cas, say('desks'))).to.equal('not-allowed');
    expect(refusal(ticket(), cas, say('customer', 'provider'))).to.equal('not-allowed');
    expect(refusal(closed(), cas, say())).to.equal('wrong-state');
  });

  it('obeys the deal’s contact authority', () => {
    const via = { contactAuthority: 'provider-via-partner' } as const;
    expect(refusal(ticket(), ada, say('customer'), via)).to.equal('contact-authority');
    expect(refusal(ticket(), lea, say('customer'), via)).to.equal('contact-authority');
    expect(refusal(ticket(), ada, say('desks'), via)).to.equal('allowed');
    expect(refusal(ticket(), pia, say('customer'), via)).to.equal('allowed');
  });

  it('is refused when somebody else wrote to the customer after what its author had read', () => {
    const read = ticket();
    const meanwhile = after(read, [bob, { verb: 'reply', message: { id: 'm9', visibility: 'customer' }, court: null }]);
    const late = { ...say('customer'), seen: read.version };
    const decision = run(meanwhile, ada, late);
    expect(decision).to.deep.include({
      ok: false,
      code: 'came-meanwhile',
      data: { came: [{ version: 2, message: 'm9', by: { name: 'Bob', party: 'provider' } }] },
    });
    expect(refusal(meanwhile, bob, late)).to.equal('allowed');
    expect(refusal(meanwhile, ada, { ...late, seen: meanwhile.version })).to.equal('allowed');
  });

  it('remembers the last twenty messages to the customer', () => {
    const many = Array.from({ length: 25 }, (_, n): [Caller, TicketCommand] => [
      ada,
      { verb: 'reply', message: { id: `n${n}`, visibility: 'customer' }, court: null },
    ]);
    expect(after(ticket(), ...many).shown.map(({ message }) => message)).to.deep.equal(
      Array.from({ length: 20 }, (_, n) => `n${n + 5}`),
    );
  });
});

describe('a hand-over', () => {
  it('tells the clocks and lets go of who had it when it goes to the other desk', () => {
    const { events, state } = done(after(ticket(), [ada, { verb: 'claim' }]), ada, handOver('partner', null));
    expect(fedBy(events)).to.deep.equal(['court partner']);
    expect(state.assignee).to.equal(null);
  });

  it('to outside says what is waited for', () => {
    expect(refusal(ticket(), ada, handOver('customer', null))).to.equal('invalid');
    expect(refusal(ticket(), ada, handOver('third_party', null))).to.equal('invalid');
  });

  it('writes its note to the customer as far as the contact authority goes', () => {
    const noteOf = (over: Parameters<typeof context>[1]) => done(ticket(), ada, handOver('customer'), over).events[0];
    expect(noteOf({})).to.have.nested.property('message.visibility', 'customer');
    expect(noteOf({ contactAuthority: 'provider-via-partner' })).to.have.nested.property('message.visibility', 'desks');
  });

  it('goes nowhere where it is already, or where nobody is', () => {
    expect(refusal(ticket(), ada, handOver('provider'))).to.equal('wrong-state');
    const direct = ticket({ origin: origin({ partner: null, type: 'direct-deal' }) });
    expect(refusal(direct, ada, handOver('partner'))).to.equal('wrong-state');
  });
});

describe('a claim', () => {
  it('is refused with who has it, and changes nothing the second time', () => {
    const mine = after(ticket(), [ada, { verb: 'claim' }]);
    expect(run(mine, bob, { verb: 'claim' })).to.deep.include({
      ok: false,
      code: 'already-claimed',
      reason: 'Ada has this ticket.',
    });
    expect(done(mine, ada, { verb: 'claim' }).events).to.deep.equal([]);
    expect(mayOf(mine, context(ada))).to.include.members(['release', 'snooze']);
  });

  it('assigns own people only', () => {
    const to = { id: 'pia', name: 'Pia', party: 'partner', company: HANSA.id } as const;
    expect(refusal(ticket(), ada, { verb: 'assign', to })).to.equal('invalid');
    expect(
      refusal(ticket(), ada, { verb: 'assign', to: { id: 'bob', name: 'Bob', party: 'provider', company: null } }),
    ).to.equal('allowed');
  });
});

describe('solving, closing, rating', () => {
  it('solves with a last word before it', () => {
    const { events, state } = done(ticket(), ada, { verb: 'solve', message: { id: 'm1', visibility: 'customer' } });
    expect(fedBy(events)).to.deep.equal(['reply', 'solved']);
    expect(state).to.deep.include({
      status: 'solved',
      court: null,
      solvedBy: 'provider',
      solvings: 1,
      closeAt: NINE + 60 + 7 * 86_400,
    });
  });

  it('closes for the customer; what was open counts as solved', () => {
    expect(fedBy(done(ticket(), cas, { verb: 'close' }).events)).to.deep.equal(['solved']);
    expect(fedBy(done(solved(), cas, { verb: 'close' }).events)).to.deep.equal([]);
    expect(refusal(solved(), ada, { verb: 'close' })).to.equal('not-allowed');
  });

  it('is rated once for each solving', () => {
    const rate = { verb: 'rate', score: 5, words: null } as const;
    const rated = after(solved(), [cas, rate]);
    expect(refusal(rated, cas, rate)).to.equal('wrong-state');
    expect(refusal(ticket(), cas, rate)).to.equal('wrong-state');
    expect(refusal(solved(), ada, rate)).to.equal('not-allowed');
    const again = after(rated, [cas, { verb: 'reopen', court: null, message: null }], [ada, SOLVE], [cas, rate]);
    expect(again.ratings.map(({ solving }) => solving)).to.deep.equal([1, 2]);
  });

  it('reopens to the court that a desk names, not a customer', () => {
    const reopen = { verb: 'reopen', court: 'partner', message: null } as const;
    expect(done(solved(), ada, reopen).state.court).to.equal('partner');
    expect(refusal(solved(), cas, reopen)).to.equal('not-allowed');
    expect(refusal(ticket(), ada, reopen)).to.equal('wrong-state');
  });
});

describe('a snooze', () => {
  it('is its assignee’s, and ends by anything that happens', () => {
    const mine = after(ticket(), [ada, { verb: 'claim' }]);
    const snooze = { verb: 'snooze', until: NINE + 86_400, reason: 'tomorrow' } as const;
    expect(refusal(mine, bob, snooze)).to.equal('not-allowed');
    const asleep = after(mine, [ada, snooze]);
    expect(asleep.snooze).to.include({ until: NINE + 86_400, by: 'ada' });
    expect(after(asleep, [cas, say()]).snooze).to.equal(null);
  });
});

describe('origin', () => {
  const settle = (over = {}) =>
    ({
      verb: 'origin',
      deal: terms({ id: 'D-2', ...over }),
      remember: true,
      reason: null,
      agreed: newTicket().agreed,
      queue: null,
      judged: null,
      history: {
        policy: newTicket().agreed.policy,
        created: { at: NINE, type: 'created', priority: 'high', court: 'provider' },
        since: [],
      },
    }) as const;
  const inTriage = (bound: TicketState['origin']['bound']) =>
    ticket({ origin: origin({ triage: true, deal: null, type: 'partner', bound }) });

  it('settles to a deal of whoever logged it only', () => {
    expect(refusal(inTriage({ partner: HANSA.id }), ada, settle())).to.equal('allowed');
    expect(refusal(inTriage({ partner: 'P-2' }), ada, settle())).to.equal('invalid');
    expect(refusal(inTriage({ customer: LOGISTICS.id }), ada, settle())).to.equal('allowed');
    expect(refusal(inTriage(null), pia, settle({ partner: { id: 'P-2', name: 'Other' } }))).to.equal('invalid');
  });

  it('folds the clocks anew, and shows breaches that are past without announcing them', () => {
    const late = inTriage(null);
    const at = NINE + 3 * 3600;
    const { events, state } = made(decide(settle(), late, context(ada), at));
    expect(typesOf(events)).to.deep.equal(['ticket-origin-settled']);
    expect(fedBy(events)).to.deep.equal(['policy']);
    expect(state.origin).to.deep.include({ deal: 'D-2', triage: false, type: 'partner-deal' });
  });

  it('is changed by a lead with a reason; a ticket without a partner goes to the provider', () => {
    const direct = settle({ partner: null });
    expect(refusal(ticket(), ada, { ...direct, reason: 'wrong deal' })).to.equal('not-allowed');
    expect(refusal(ticket(), lea, direct)).to.equal('invalid');
    const { state, events } = done(inPartnersCourt(), lea, { ...direct, reason: 'wrong deal' });
    expect(state).to.deep.include({ court: 'provider', lastDesk: 'provider' });
    expect(fedBy(events)).to.deep.equal(['policy', 'court provider']);
  });
});

describe('whoever may only read', () => {
  it('is refused every command', () => {
    for (const command of [say(), handOver('partner'), { verb: 'claim' }, SOLVE] as TicketCommand[]) {
      expect(refusal(ticket(), fin, command)).to.equal('not-allowed');
    }
  });
});
