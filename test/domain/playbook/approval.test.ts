import { expect } from 'chai';
import { describe, it } from 'mocha';
import {
  type Approval,
  type Approver,
  answer,
  ask,
  outcomeOf,
  settleApprovalByTime,
  withdraw,
} from '../../../server/domain/playbook/approval.js';
import type { ApprovalRequest } from '../../../server/domain/playbook/effects.js';

const request = (over: Partial<ApprovalRequest> = {}): ApprovalRequest => ({
  ...{ id: 'run:2', of: { to: 'partner' }, question: 'May they?', until: 1_000, silence: 'decline' },
  ...{ answers: 1, notBy: null, ...over },
});
const asked = (over: Partial<ApprovalRequest> = {}): Approval => after(ask(request(over), 100));
const who = (id: string, ...also: string[]): Approver => ({ id, name: id.toUpperCase(), also });

function after(decision: ReturnType<typeof answer>): Approval {
  if (!decision.ok) throw new Error(decision.reason);
  return decision.state;
}
const yes = (approval: Approval, by: Approver, at = 200) =>
  answer(approval, { by, decision: 'approve', comment: null }, at);
const no = (approval: Approval, by: Approver, at = 200) =>
  answer(approval, { by, decision: 'decline', comment: 'Too much.' }, at);

describe('an approval', () => {
  it('is decided by the answer that makes enough of them, and tells so once', () => {
    const two = asked({ answers: 2 });
    const first = yes(two, who('ann'));
    expect(first.ok && first.events.map(({ type }) => type)).to.deep.equal(['approval-answered']);
    const second = yes(after(first), who('ben'));
    expect(second.ok && second.events.map(({ type }) => type)).to.deep.equal(['approval-answered', 'approval-ended']);
    expect(after(second)).to.deep.include({ state: 'approved', endedAt: 200 });
    expect(yes(after(second), who('cid'))).to.deep.include({ ok: false, code: 'wrong-state' });
    expect(after(no(after(first), who('ben'))).state).to.equal('declined');
  });

  it('takes one answer of a person, by whatever name the desk knows them', () => {
    const once = after(yes(asked({ answers: 2 }), who('visitor:ann@a.example')));
    expect(yes(once, who('ann', 'visitor:ann@a.example'))).to.deep.include({ code: 'not-allowed' });
    const signedIn = after(yes(asked({ answers: 2 }), who('ann', 'visitor:ann@a.example')));
    expect(yes(signedIn, who('visitor:ann@a.example'))).to.deep.include({ code: 'not-allowed' });
  });

  it('is not answered by who asked, where it takes another person', () => {
    const strict = asked({ notBy: 'visitor:ann@a.example' });
    const refusal = { ok: false, code: 'not-allowed', reason: 'Another person than who asked for it must answer.' };
    expect(yes(strict, who('ann', 'visitor:ann@a.example'))).to.deep.equal(refusal);
    expect(no(strict, who('visitor:ann@a.example'))).to.deep.equal(refusal);
    expect(after(yes(strict, who('ben'))).state).to.equal('approved');
  });

  it('ends at its own instant, in which it is too late to answer', () => {
    const open = asked();
    expect(yes(open, who('ann'), 1_000)).to.deep.include({ ok: false, code: 'expired' });
    expect(yes(open, who('ann'), 999)).to.deep.include({ ok: true });
    expect(settleApprovalByTime(open, 999)).to.deep.equal({ ok: true, state: open, events: [] });
    const late = after(settleApprovalByTime(open, 5_000));
    expect(late).to.deep.include({ state: 'expired', endedAt: 1_000 });
    expect(outcomeOf(late)).to.deep.equal({ approval: 'run:2', outcome: 'expired' });
  });

  it('tells nobody an outcome when it is withdrawn', () => {
    const gone = after(withdraw(asked(), 300));
    expect([gone.state, outcomeOf(gone), outcomeOf(asked())]).to.deep.equal(['withdrawn', null, null]);
    expect(withdraw(gone, 400)).to.deep.include({ events: [] });
  });

  it('has no outcome where the ticket asked no more before it heard of one', () => {
    for (const decided of [yes(asked(), who('ann')), no(asked(), who('ann')), settleApprovalByTime(asked(), 2_000)]) {
      const { answers } = after(decided);
      const gone = withdraw(after(decided), 300);
      expect(after(gone)).to.deep.include({ state: 'withdrawn', endedAt: 300, answers });
      expect(outcomeOf(after(gone))).to.equal(null);
      expect(gone.ok && gone.events.map(({ type }) => type)).to.deep.equal(['approval-ended']);
    }
  });
});
