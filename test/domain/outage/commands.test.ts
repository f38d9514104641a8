import { expect } from 'chai';
import { describe, it } from 'mocha';
import { type Caller, type Company, type Role, SYSTEM } from '../../../server/domain/access/access.js';
import {
  confirm,
  correct,
  end,
  type NewOutage,
  publish,
  report,
  update,
} from '../../../server/domain/outage/commands.js';
import type { Outage, OutageInterval } from '../../../server/domain/outage/outage.js';

const caller = (company: Company, ...roles: Role[]): Caller => ({ ...SYSTEM, kind: 'person', company, roles });
const lead = caller({ kind: 'provider' }, 'lead');
const agent = caller({ kind: 'provider' }, 'agent');
const finance = caller({ kind: 'provider' }, 'finance');
const partner = caller({ kind: 'partner', id: 'hansa' }, 'partner-agent');

const news = (over: Partial<NewOutage> = {}): NewOutage => ({
  ...{ title: 'No dial tone', cause: 'provider', startedAt: 900, endedAt: null },
  ...{ impact: 'full', share: null, components: ['voice'] },
  ...over,
});
const interval = (over: Partial<OutageInterval> = {}): OutageInterval => ({
  ...{ from: 900, to: null, impact: 'full', share: null, components: ['voice'] },
  ...over,
});
function stateOf(decision: ReturnType<typeof report>): Outage {
  if (!decision.ok) throw new Error(decision.reason);
  return decision.state;
}
const typesOf = (decision: ReturnType<typeof report>) =>
  decision.ok ? decision.events.map(({ type }) => type) : decision.code;
const ongoing = stateOf(report(lead, news(), 1_000));

describe('outages', () => {
  it('are published at once by whoever may publish, and else wait for a lead', () => {
    expect(typesOf(report(lead, news(), 1_000))).to.deep.equal(['outage.reported', 'outage.published']);
    expect(typesOf(report(partner, news(), 1_000))).to.deep.equal(['outage.reported']);
    const reported = stateOf(report(agent, news(), 1_000));
    expect(reported.status).to.equal('reported');
    expect(typesOf(publish(agent, reported, 1_100))).to.equal('not-allowed');
    expect(typesOf(publish(lead, reported, 1_100))).to.deep.equal(['outage.published']);
    expect(typesOf(publish(lead, ongoing, 1_100))).to.equal('wrong-state');
    expect(typesOf(report(finance, news(), 1_000))).to.equal('not-allowed');
  });

  it('that are over when they are reported are over when they are published', () => {
    const decision = report(lead, news({ endedAt: 950 }), 1_000);
    expect(stateOf(decision).status).to.equal('ended');
    expect(typesOf(decision)).to.deep.equal(['outage.reported', 'outage.published', 'outage.ended']);
  });

  it('cannot be known before they happen, end before they start, or hit nothing or the same twice', () => {
    const wrong = [
      { startedAt: 1_001 },
      { endedAt: 1_001 },
      { startedAt: 900, endedAt: 899 },
      { components: [] },
      { components: ['voice', 'voice'] },
    ];
    for (const over of wrong)
      expect(typesOf(report(lead, news(over), 1_000)), JSON.stringify(over)).to.equal('invalid');
  });

  it('keep the first report of each party', () => {
    const reported = stateOf(report(partner, news(), 1_000));
    expect(typesOf(confirm(partner, reported, 1_100))).to.equal('wrong-state');
    const confirmed = stateOf(confirm(agent, reported, 1_100));
    expect(confirmed.reports).to.deep.equal([
      { party: { kind: 'partner', id: 'hansa' }, at: 1_000 },
      { party: { kind: 'provider' }, at: 1_100 },
    ]);
  });

  it('begin a new interval where an update says that something is different now', () => {
    const said = update(lead, ongoing, { note: 'n', impact: 'degraded', share: '0.5' }, 1_500);
    expect(stateOf(said).intervals).to.deep.equal([
      interval({ to: 1_500 }),
      interval({ from: 1_500, impact: 'degraded', share: '0.5' }),
    ]);
    expect(stateOf(update(lead, ongoing, { note: 'n', impact: 'full' }, 1_500))).to.deep.equal(ongoing);
  });

  it('replace an interval of no length', () => {
    const said = update(lead, ongoing, { note: 'n', impact: 'minor' }, 900);
    expect(stateOf(said).intervals).to.deep.equal([interval({ impact: 'minor' })]);
  });

  it('end once, and go on where a correction takes the end back', () => {
    const ended = stateOf(end(lead, ongoing, 1_200, 1_300));
    expect([ended.status, ended.intervals]).to.deep.equal(['ended', [interval({ to: 1_200 })]]);
    expect(typesOf(end(lead, ended, 1_250, 1_300))).to.equal('wrong-state');
    expect(typesOf(end(lead, ongoing, 1_400, 1_300))).to.equal('invalid');
    expect(typesOf(update(lead, ended, { note: 'n', impact: 'minor' }, 1_400))).to.equal('wrong-state');
    const again = stateOf(correct(lead, ended, { intervals: [interval()], note: 'n' }, 1_500));
    expect([again.status, again.intervals]).to.deep.equal(['ongoing', [interval()]]);
  });

  it('are corrected by a lead alone, to intervals that can have been', () => {
    const to = (...intervals: OutageInterval[]) => correct(lead, ongoing, { intervals, note: 'n' }, 1_500);
    expect(typesOf(correct(agent, ongoing, { title: 'Other', note: 'n' }, 1_500))).to.equal('not-allowed');
    expect(typesOf(to())).to.equal('invalid');
    expect(typesOf(to(interval(), interval({ from: 1_000 })))).to.equal('invalid');
    expect(typesOf(to(interval({ to: 1_100 }), interval({ from: 1_000 })))).to.equal('invalid');
    expect(typesOf(to(interval({ to: 1_100 }), interval({ from: 1_100, impact: 'minor' })))).to.deep.equal([
      'outage.corrected',
    ]);
  });

  it('that nobody published are neither updated nor ended', () => {
    const reported = stateOf(report(partner, news(), 1_000));
    expect(typesOf(update(lead, reported, { note: 'n' }, 1_100))).to.equal('wrong-state');
    expect(typesOf(end(lead, reported, 1_050, 1_100))).to.equal('wrong-state');
    expect(stateOf(correct(lead, reported, { title: 'Other', note: 'n' }, 1_100)).status).to.equal('reported');
  });
});
