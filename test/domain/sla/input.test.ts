import { expect } from 'chai';
import { describe, it } from 'mocha';
import { explain } from '../../../server/domain/sla/index.js';

const at = (minute: number) => `2026-11-02T08:${String(minute).padStart(2, '0')}:00Z`;
const created = { at: at(0), type: 'created', priority: 'high', court: 'provider' };
const target = { metric: 'resolution', party: 'promise', calendar: 'always', minutes: { high: 60 } };
const document = {
  calendars: { always: { timeZone: 'UTC', hours: '24x7' } },
  policy: { targets: [target] },
  events: [created],
  now: at(59),
};

const faultsOf = (input: unknown): string[] => {
  const answer = explain(input);
  return answer.ok ? [] : answer.faults.map(({ path }) => path);
};
/** The paths of the faults of events that follow `created`, without the leading `events`. */
const after = (...events: unknown[]): string[] =>
  faultsOf({ ...document, events: [created, ...events] }).map((path) => path.replace(/^events/, ''));
const targets = (...of: unknown[]): string[] => faultsOf({ ...document, policy: { targets: of } });

describe('the input of the SLA clock', () => {
  it('is fine as it is', () => {
    expect(faultsOf(document)).to.deep.equal([]);
  });

  it('is an object with four known keys', () => {
    for (const input of [null, [], 'text', 3]) expect(faultsOf(input)).to.deep.equal(['']);
    expect(faultsOf({ extra: 1 })).to.deep.equal(['extra', 'calendars', 'policy', 'events', 'now']);
    expect(faultsOf({ calendars: [], policy: [], events: {}, now: null })).to.deep.equal([
      'calendars',
      'policy',
      'events',
      'now',
    ]);
    expect(faultsOf({ ...document, calendars: { 'a b': null } })).to.include('calendars.a b');
  });

  it('has targets that are whole, and each metric and party once', () => {
    expect(targets({})).to.deep.equal(
      ['metric', 'party', 'calendar', 'minutes'].map((name) => `policy.targets[0].${name}`),
    );
    expect(targets({ ...target, metric: 'solve', party: 'customer', calendar: 'never', colour: 1 })).to.deep.equal([
      'policy.targets[0].colour',
      'policy.targets[0].metric',
      'policy.targets[0].party',
      'policy.targets[0].calendar',
    ]);
    expect(targets({ ...target, minutes: { a: 0, b: 1.5, c: '5', d: null, e: 1 } })).to.deep.equal(
      ['a', 'b', 'c', 'd'].map((name) => `policy.targets[0].minutes.${name}`),
    );
    expect(targets(target, null, { ...target, calendar: 'paris' })).to.deep.equal([
      'policy.targets[1]',
      'policy.targets[2].calendar',
      'policy.targets[2]',
    ]);
    expect(targets({ ...target, calendar: 'toString' })).to.deep.equal(['policy.targets[0].calendar']);
    expect(targets()).to.deep.equal([]);
  });

  it('does not complain of a calendar that is there but broken', () => {
    expect(faultsOf({ ...document, calendars: { always: {} } })).to.deep.equal([
      'calendars.always.timeZone',
      'calendars.always.hours',
    ]);
  });

  it('begins with created, and has it once', () => {
    expect(faultsOf({ ...document, events: [] })).to.deep.equal(['events']);
    expect(faultsOf({ ...document, events: [{ at: at(0), type: 'solved' }] })).to.deep.equal(['events[0].type']);
    expect(after(created)).to.deep.equal(['[1].type']);
  });

  it('has events of known types with what they need and nothing else', () => {
    expect(after(null, {}, { type: 'note', at: at(1), text: 'x' })).to.deep.equal([
      '[1]',
      '[2].type',
      '[2].at',
      '[3].text',
      '[3].type',
    ]);
    expect(after({ at: at(1), type: 'reply' })).to.deep.equal(['[1].by']);
    expect(
      after({
        at: at(1),
        type: 'note',
        court: 'nobody',
        by: 'x',
        to: null,
        rule: 'later',
        priority: '',
        correction: 1,
      }),
    ).to.deep.equal(['[1].type', '[1].priority', '[1].court', '[1].by', '[1].to', '[1].correction', '[1].rule']);
    expect(after({ at: at(1), policy: { targets: [{ ...target, calendar: 'x' }] } })).to.deep.equal([
      '[1].type',
      '[1].policy.targets[0].calendar',
    ]);
    expect(after({ at: at(1), type: 'reply', by: 'third_party', to: 'all', court: 'partner' })).to.deep.equal([
      '[1].court',
      '[1].by',
      '[1].to',
    ]);
    expect(after({ at: at(1), type: 'reply', by: 'customer', to: 'desks' })).to.deep.equal(['[1].to']);
    expect(after({ at: at(1), type: 'reply', by: 'partner', to: null })).to.deep.equal(['[1].to']);
    expect(after({ at: at(1), type: 'reply', by: 'customer', to: 'customer' })).to.deep.equal([]);
    expect(after({ at: at(1), type: 'priority', correction: 'yes' })).to.deep.equal(['[1].priority', '[1].correction']);
    expect(after({ at: at(1), type: 'priority', priority: 'low', correction: false })).to.deep.equal([]);
    expect(
      after({ at: at(1), type: 'policy', rule: 'later', policy: { targets: [{ ...target, calendar: 'x' }] } }),
    ).to.deep.equal(['[1].policy.targets[0].calendar', '[1].rule']);
    expect(
      after({ at: at(1), type: 'court', court: 'nobody' }, { at: at(2), type: 'solved', court: 'partner' }),
    ).to.deep.equal(['[1].court', '[2].court']);
  });

  it('is in order of time, in whole seconds of UTC', () => {
    const reply = { type: 'reply', by: 'partner' };
    expect(after({ ...reply, at: at(5) }, { ...reply, at: at(4) }, { ...reply, at: at(5) })).to.deep.equal(['[2].at']);
    const wrong = [
      '2026-11-02T08:10:00.5Z',
      '2026-11-02T08:10:00+00:00',
      '2026-11-02T08:10:00',
      '2026-02-30T08:10:00Z',
      1,
    ];
    for (const time of wrong) expect(after({ ...reply, at: time })).to.deep.equal(['[1].at']);
    expect(faultsOf({ ...document, now: '2026-11-02T08:10:00.000Z' })).to.deep.equal(['now']);
  });

  it('is checked also where it has not happened yet', () => {
    expect(after({ at: '2027-01-01T00:00:00Z', type: 'reopened', court: 'partner' })).to.deep.equal(['[1].type']);
  });

  it('lets only an open ticket be solved and moved, and only a solved one be reopened', () => {
    const solved = (minute: number) => ({ at: at(minute), type: 'solved' });
    const court = (minute: number, to: string) => ({ at: at(minute), type: 'court', court: to });
    const reopened = (minute: number, to: string) => ({ at: at(minute), type: 'reopened', court: to });
    expect(after(solved(1), solved(2), court(3, 'partner'), reopened(4, 'partner'), court(5, 'partner'))).to.deep.equal(
      ['[2].type', '[3].type', '[5].court'],
    );
    expect(after(court(1, 'provider'), reopened(2, 'partner'), court(3, 'partner'))).to.deep.equal([
      '[1].court',
      '[2].type',
    ]);
    expect(
      after(
        { at: at(1), type: 'reply', by: 'partner' },
        solved(2),
        { at: at(3), type: 'priority', priority: 'x' },
        reopened(4, 'customer'),
      ),
    ).to.deep.equal([]);
  });

  it('may be asked for a moment before the ticket was there', () => {
    expect(explain({ ...document, now: '2026-11-01T00:00:00Z' })).to.deep.equal({
      ok: true,
      value: { targets: [], court: { provider: 0, partner: 0, customer: 0, third_party: 0 } },
    });
  });
});
