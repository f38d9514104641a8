import { expect } from 'chai';
import { describe, it } from 'mocha';
import { read } from '../../../server/domain/input/reader.js';
import { type Scenario, scenario, simulate } from '../../../server/domain/playbook/index.js';
import { formatInstant } from '../../../server/domain/time/instant.js';
import { agreedOf, CALENDARS, instantOf, MONDAY, someFacts } from './facts.js';
import { templateOf } from './templates.js';

const scenarioOf = (over: Partial<Scenario> = {}): Scenario => ({
  at: MONDAY,
  facts: someFacts(),
  begins: { type: 'ticket-created' },
  follows: [],
  until: instantOf('2026-11-30T00:00:00Z'),
  calendars: CALENDARS,
  ...over,
});

const run = (partner: string, name: string, over: Partial<Scenario>) => {
  const owner = partner === 'provider' ? null : partner;
  const facts = { ...someFacts(), ...over.facts, partner: owner === null ? null : { id: owner, name: owner } };
  return simulate(agreedOf(templateOf(partner, name), owner), scenarioOf({ ...over, facts }));
};

const story = (...asked: Parameters<typeof run>) => {
  const { steps, state } = run(...asked);
  return [...steps.map(({ at, step, words }) => `${formatInstant(at).slice(11, 16)} ${step} ${words}`), state];
};

const upgrade = (preAgreed: boolean): Partial<Scenario> => ({
  facts: someFacts({
    kind: 'upgrade',
    upgrade: { item: 'seats', quantity: 105, increase: 60, preAgreed, reason: '105 seats are more than 40.' },
  }),
  begins: { type: 'upgrade-requested' },
});
const decisionOf = (partner: string, over: Partial<Scenario>) =>
  run(partner, 'upgrade', over).effects.flatMap((effect) =>
    effect.do === 'settle-upgrade' ? [`${formatInstant(effect.source.at).slice(8, 16)} ${effect.decision}`] : [],
  );

describe('the same ticket is handled by each partner in its way', () => {
  it('goes to the provider after an hour of Hansa IT’s office time if it is urgent', () => {
    expect(story('hansa-it', 'escalation', { facts: someFacts({ priority: 'urgent' }) })).to.deep.equal([
      '08:00  Hansa IT first begins: the ticket was created.',
      '08:00 1 Wait 30 min of berlin-office, or until it is acknowledged by the partner or handed over to the provider.',
      '08:30 2 Tell the contacts of first-line.',
      '08:30 3 Wait 30 min of berlin-office, or until it is acknowledged by the partner or handed over to the provider.',
      '09:00 4 Because its priority is urgent.',
      '09:00 4.then.1 Tell the contacts of management.',
      '09:00 4.then.2 Hand it to the provider.',
      '09:00 4.then.3 Add the tag escalated.',
      '09:00  All of its steps are done.',
      'finished',
    ]);
  });

  it('is left alone once somebody has it', () => {
    const follows = [{ at: MONDAY + 600, occurrence: { type: 'acknowledged', by: 'partner' } as const }];
    expect(story('hansa-it', 'escalation', { follows })).to.deep.equal([
      '08:00  Hansa IT first begins: the ticket was created.',
      '08:00 1 Wait 30 min of berlin-office, or until it is acknowledged by the partner or handed over to the provider.',
      '08:10  Hansa IT has it in hand.',
      'stopped',
    ]);
  });

  it('is passed on at once by Quick Relay', () => {
    expect(story('quick-relay', 'escalation', {})).to.deep.equal([
      '08:00  Quick Relay passes on begins: the ticket was created.',
      '08:00 1 Because its court is partner.',
      '08:00 1.then.1 Hand it to the provider.',
      '08:00 2 Add the tag relayed.',
      '08:00 3 Not so: its priority is urgent.',
      '08:00  All of its steps are done.',
      'finished',
    ]);
  });

  it('does not begin a playbook that it is not for', () => {
    expect(story('hansa-it', 'escalation', { facts: someFacts({ priority: 'low' }) })).to.deep.equal([null]);
  });
});

describe('an upgrade', () => {
  it('is approved by itself where it is agreed beforehand', () => {
    for (const partner of ['hansa-it', 'iberia-cloud', 'alpenfels', 'quick-relay', 'provider']) {
      expect(decisionOf(partner, upgrade(true)), partner).to.deep.equal(['02T08:00 approved']);
    }
  });

  it('has what each partner agreed as the consequence of silence', () => {
    const silent = ['hansa-it', 'iberia-cloud', 'alpenfels', 'quick-relay', 'provider'].map((partner) => [
      partner,
      ...decisionOf(partner, upgrade(false)),
    ]);
    expect(silent).to.deep.equal([
      ['hansa-it', '02T16:00 expired'],
      ['iberia-cloud', '04T13:00 expired'],
      ['alpenfels', '02T16:00 expired'],
      ['quick-relay', '02T12:00 approved'],
      ['provider', '03T14:00 expired'],
    ]);
  });

  it('is what somebody answers in time', () => {
    for (const answer of ['approved', 'declined'] as const) {
      const follows = [{ at: MONDAY + 3600, answer }];
      expect(decisionOf('hansa-it', { ...upgrade(false), follows })).to.deep.equal([`02T09:00 ${answer}`]);
    }
  });

  it('asks with an id of its own, and until when', () => {
    const { effects } = run('hansa-it', 'upgrade', { ...upgrade(false), until: MONDAY });
    expect(effects.map((effect) => effect.do === 'ask' && effect.approval)).to.deep.equal([
      {
        id: 'upgrade:2',
        of: {
          to: 'people',
          party: 'partner',
          tier: 'sales',
          people: [
            { name: 'Ms Vogt', address: 'karin.vogt@hansa-it.example' },
            { name: 'Mr Kern', address: 'kern@hansa-it.example' },
          ],
        },
        question: 'May Hansa Logistics have 105 seats instead of 45? 105 seats are more than 40.',
        until: instantOf('2026-11-02T16:00:00Z'),
        silence: 'decline',
        answers: 1,
        notBy: null,
      },
    ]);
  });
});

describe('what is asked about an upgrade', () => {
  for (const partner of ['hansa-it', 'iberia-cloud', 'alpenfels', 'quick-relay', 'provider']) {
    it(`is said by ${partner} in words for more, less and the same`, () => {
      for (const increase of [5, -3, 0]) {
        const { facts } = upgrade(false);
        const asks = { item: 'seats', quantity: 45 + increase, increase, preAgreed: false, reason: '' };
        const { effects } = run(partner, 'upgrade', {
          ...upgrade(false),
          facts: { ...someFacts(), ...facts, upgrade: asks },
        });
        const questions = effects.flatMap((effect) => (effect.do === 'ask' ? [effect.approval.question] : []));
        expect(questions.length).to.be.at.least(1);
        for (const question of questions) {
          expect(question)
            .to.include(`${45 + increase} seats`)
            .and.not.match(/-\d| more\b/);
        }
      }
    });
  }

  it('may be less than now in a scenario', () => {
    const asks = { item: 'seats', quantity: 42, increase: -3, preAgreed: false };
    const answer = read({ at: '2026-11-02T08:00:00Z', ticket: { upgrade: asks } }, (place) =>
      scenario(place, CALENDARS),
    );
    expect(answer.ok && answer.value.facts.upgrade).to.deep.equal({ ...asks, reason: '' });
  });
});

describe('what comes next, in words', () => {
  const nextOf = (name: string, over: Partial<Scenario>) => run('hansa-it', name, over).next;

  it('names people, local time, and what would keep it from happening', () => {
    expect(nextOf('escalation', { until: MONDAY })).to.equal(
      'tell Ms Vogt at 09:30 if not acknowledged by the partner or handed over to the provider',
    );
  });

  it('names the day where it is another', () => {
    const friday = instantOf('2026-11-06T15:45:00Z');
    expect(nextOf('escalation', { at: friday, until: friday })).to.equal(
      'tell Ms Vogt at 09:15 on Mon 9 Nov if not acknowledged by the partner or handed over to the provider',
    );
  });

  it('says who is asked and what silence means', () => {
    expect(nextOf('upgrade', { ...upgrade(false), until: MONDAY })).to.equal(
      'waits for Ms Vogt and Mr Kern to approve until 17:00; silence declines',
    );
  });
});

describe('a scenario', () => {
  it('is read with what matters alone', () => {
    const answer = read(
      {
        at: '2026-11-02T08:00:00Z',
        ticket: { priority: 'high', court: 'partner', partner: 'hansa-it' },
        follows: [{ at: '2026-11-02T08:10:00Z', is: { acknowledged: { by: 'partner' } } }],
      },
      (place) => scenario(place, CALENDARS),
    );
    expect(answer.ok && simulate(agreedOf(templateOf('hansa-it', 'escalation')), answer.value).state).to.equal(
      'stopped',
    );
  });

  it('has all of its faults told', () => {
    const input = { ticket: { kind: 'cry' }, begins: 'never', follows: [{ at: '2026-11-02T08:10:00Z' }] };
    const answer = read(input, (place) => scenario(place));
    expect(!answer.ok && answer.faults.map(({ path }) => path)).to.deep.equal([
      'at',
      'ticket.kind',
      'begins',
      'follows[0]',
    ]);
  });
});
