import { expect } from 'chai';
import { describe, it } from 'mocha';
import { explain } from '../../../server/domain/sla/index.js';

const at = (minute: number) => `2026-11-02T08:${String(minute).padStart(2, '0')}:00Z`;
const target = (metric: string, minutes: object = { high: 60 }) => ({
  metric,
  party: 'promise',
  calendar: 'always',
  minutes,
});

/** The rows that a ticket of high priority has once all of it has happened, by metric and what ended them. */
function rows(first: object[], ...events: object[]): string[] {
  const answer = explain({
    calendars: { always: { timeZone: 'UTC', hours: '24x7' } },
    policy: { targets: first },
    events: [{ at: at(0), type: 'created', priority: 'high', court: 'provider' }, ...events],
    now: at(59),
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.faults));
  return answer.value.targets.map(({ metric, endedBy }) => `${metric} ${endedBy ?? 'open'}`);
}

const question = (minute: number) => ({ at: at(minute), type: 'reply', by: 'customer' });
const solvedAndReopened = (minute: number) => [
  { at: at(minute), type: 'solved' },
  { at: at(minute + 1), type: 'reopened', court: 'provider' },
];

describe('a question to a party', () => {
  const both = [target('first_response'), target('next_response')];

  it('starts nothing while the first response is owed', () => {
    expect(rows(both, question(1))).to.deep.equal(['first_response open']);
  });

  it('starts a next response where the first has no minutes for the priority', () => {
    expect(rows([target('first_response', { low: 60 }), target('next_response')], question(1))).to.deep.equal([
      'first_response open',
      'next_response open',
    ]);
  });

  it('starts a next response where solving has ended the first without an answer', () => {
    expect(rows(both, ...solvedAndReopened(1), question(3))).to.deep.equal([
      'first_response solved',
      'next_response open',
    ]);
  });

  it('starts a next response where the first came into the policy while the ticket was solved', () => {
    const [solved, reopened] = solvedAndReopened(1);
    const policy = { at: at(1), type: 'policy', policy: { targets: both }, rule: 'from-now' };
    const had = [target('next_response')];
    expect(rows(had, ...[solved, policy, reopened].filter((event) => event !== undefined), question(3))).to.deep.equal([
      'next_response open',
    ]);
  });
});
