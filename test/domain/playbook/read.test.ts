import { expect } from 'chai';
import { describe, it } from 'mocha';
import { readPlaybook } from '../../../server/domain/playbook/index.js';

const faultsOf = (source: string): string[] => {
  const answer = readPlaybook(source);
  return answer.ok
    ? []
    : answer.faults.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
};

const HEAD = 'name: one\ntitle: One\non: ticket-created\n';

describe('reading a playbook', () => {
  it('gives plain data with an id for each step', () => {
    const answer = readPlaybook(`${HEAD}when: { kind: incident, priority: [urgent, high] }
contacts:
  first: [{ name: Ms Vogt, address: vogt@hansa-it.example }]
steps:
  - wait:
      minutes: 30
      calendar: office
      until: [acknowledged, { replied: { by: partner } }]
      happened:
        - stop
  - escalate: { tier: first, text: "#{number}" }
`);
    expect(answer.ok && answer.playbook).to.deep.equal({
      name: 'one',
      title: 'One',
      on: [{ type: 'ticket-created' }],
      when: {
        if: 'all',
        of: [
          { if: 'kind', is: ['incident'] },
          { if: 'priority', is: ['urgent', 'high'] },
        ],
      },
      endsOn: [{ type: 'solved' }],
      contacts: { first: [{ name: 'Ms Vogt', address: 'vogt@hansa-it.example' }] },
      steps: [
        {
          do: 'wait',
          id: '1',
          span: { minutes: 30, calendar: 'office' },
          until: [{ type: 'acknowledged' }, { type: 'replied', by: 'partner' }],
          happened: [{ do: 'stop', id: '1.happened.1' }],
          expired: [],
        },
        { do: 'escalate', id: '2', tier: 'first', text: '#{number}' },
      ],
    });
  });

  it('takes JSON too', () => {
    const source = { name: 'one', title: 'One', on: ['solved'], steps: [{ set: { priority: 'low' } }] };
    const answer = readPlaybook(JSON.stringify(source));
    expect(answer.ok && answer.playbook).to.deep.equal({
      name: 'one',
      title: 'One',
      on: [{ type: 'solved' }],
      when: null,
      endsOn: [],
      contacts: {},
      steps: [{ do: 'set', id: '1', priority: 'low' }],
    });
  });

  const wrong: [name: string, source: string, faults: string[]][] = [
    ['an empty text', '', ['1:1 : must be an object']],
    [
      'a text that is no YAML',
      'name: [',
      ['1:8 : Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ],
    ['a key that is there twice', `${HEAD}name: two\nsteps: [stop]\n`, ['4:1 : Map keys must be unique']],
    ['an alias', `${HEAD}steps: [&a stop, *a]\n`, ['4:18 : *a is an alias, which a playbook does without']],
    ['a key that is no text', `${HEAD}? [a]\n: b\n`, ['4:3 : a key must be a text']],
    [
      'two documents',
      `${HEAD}steps: [stop]\n---\na: 1\n`,
      ['5:1 : Source contains multiple documents; please use YAML.parseAllDocuments()'],
    ],
    [
      'what is missing, where it is missed',
      'title: One\n',
      ['1:1 name: is required', '1:1 on: is required', '1:1 steps: is required'],
    ],
    [
      'an unknown key, where it stands',
      `${HEAD}steps:\n  - notify:\n      to: partner\n      txt: hello\n      text: hello\n`,
      ['7:7 steps[0].notify.txt: is not a known key'],
    ],
    [
      'silence without a meaning',
      `${HEAD}steps:\n  - ask:\n      of: partner\n      question: May they?\n      within: { minutes: 5, calendar: office }\n      approved: []\n      declined: []\n`,
      ['5:5 steps[0].ask.silence: is required'],
    ],
    [
      'silence that escalates to nothing',
      `${HEAD}steps:\n  - ask:\n      of: partner\n      question: May they?\n      within: { minutes: 5, calendar: office }\n      silence: escalate\n      approved: []\n      declined: []\n`,
      ['5:5 steps[0].ask.escalated: is required'],
    ],
    [
      'a tier that nobody is in',
      `${HEAD}steps:\n  - escalate: { tier: nobody, text: hello }\n`,
      ['5:17 steps[0].escalate.tier: nobody is not among the contacts'],
    ],
    [
      'a placeholder without a meaning',
      `${HEAD}steps:\n  - notify: { to: partner, text: "{nummer}" }\n`,
      ['5:28 steps[0].notify.text: has no meaning for {nummer}'],
    ],
    [
      'a webhook without encryption',
      `${HEAD}steps:\n  - webhook: { url: "http://a.example/", event: it }\n`,
      ['5:16 steps[0].webhook.url: must be an https address without a password in it'],
    ],
    [
      'a wait for nothing',
      `${HEAD}steps:\n  - wait: {}\n`,
      ['5:5 steps[0].wait: must have minutes with a calendar, until, or both'],
    ],
    [
      'bounds the wrong way round',
      `${HEAD}when: { quantity: { min: 5, max: 4 } }\nsteps: [stop]\n`,
      ['4:9 when.quantity: must not have min above max'],
    ],
    [
      'two steps in one',
      `${HEAD}steps:\n  - stop: a\n    set: { priority: low }\n`,
      [
        '5:5 steps[0]: must be one step: set, assign, notify, escalate, hand-over, solve, webhook, stop, branch, wait, ask',
      ],
    ],
    [
      'a note that must be there',
      `${HEAD}steps:\n  - hand-over: { to: customer }\n`,
      ['5:5 steps[0].hand-over.note: is required'],
    ],
    [
      'a number as a tier that is none',
      `${HEAD}steps:\n  - escalate: { tier: 10, text: hello }\n`,
      ['5:17 steps[0].escalate.tier: 10 is not among the contacts'],
    ],
  ];
  for (const [name, source, faults] of wrong) {
    it(`names ${name}`, () => expect(faultsOf(source)).to.deep.equal(faults));
  }

  it('finds all faults at once', () => {
    expect(
      faultsOf('name: One Two\ntitle: ""\non: [never]\nsteps:\n  - set: {}\n  - wait: { minutes: 0, calendar: a }\n'),
    ).to.deep.equal([
      '1:1 name: must be lower-case letters and digits, with single hyphens between',
      '2:1 title: must be a text that is not empty',
      '3:6 on[0]: must be one of ticket-created, origin-settled, upgrade-requested, handed-over, priority-changed, component-changed, sla-warning, sla-breached, outage-linked, replied, acknowledged, solved, reopened, closed, by-hand',
      '5:5 steps[0].set: must set something',
      '6:13 steps[1].wait.minutes: must be a whole number from 1 to 100000',
    ]);
  });

  it('does not follow a text that is nested without end', () => {
    for (const part of ['- ', '? ', '[?', '{[{', '{a: ', 'a: ', '- branch: { then: [', '"a": ', '? [']) {
      const faults = faultsOf(part.repeat(Math.floor(30_000 / part.length)));
      expect(faults, part)
        .to.have.lengthOf(1)
        .and.to.match(/is nested too deep$/);
    }
    expect(faultsOf(' '.repeat(40_000))).to.deep.equal(['1:1 : must not be longer than 32768 characters']);
    expect(faultsOf('{}'.repeat(500))).to.have.lengthOf(100);
  });

  it('limits the steps and how deep they are nested', () => {
    const many = `${HEAD}steps:\n${'  - set: { priority: low }\n'.repeat(101)}`;
    expect(faultsOf(many)).to.deep.equal(['4:1 steps: must not be more than 100 in all']);
    const nest = (depth: number): unknown =>
      depth === 0 ? 'stop' : { wait: { until: 'closed', happened: [nest(depth - 1)] } };
    const deep = JSON.stringify({ name: 'one', title: 'One', on: 'solved', steps: [nest(7)] });
    expect(faultsOf(deep))
      .to.have.lengthOf(1)
      .and.to.match(/is nested deeper than 6/);
  });

  it('takes whoever is on call where a tier may stand, and one of the two only', () => {
    const answer = readPlaybook(`${HEAD}steps:
  - escalate: { on-call: noc, text: x }
  - notify: { to: { on-call: noc }, text: x }
  - assign: { queue: voice, on-call: noc }
`);
    expect(answer.ok && answer.playbook.steps).to.deep.equal([
      { do: 'escalate', id: '1', onCall: 'noc', text: 'x' },
      { do: 'notify', id: '2', to: { onCall: 'noc' }, text: 'x' },
      { do: 'assign', id: '3', queue: 'voice', onCall: 'noc' },
    ]);
    expect(
      faultsOf(`${HEAD}steps:
  - escalate: { on-call: noc, tier: 1, text: x }
  - assign: { person: ada, on-call: noc }
`),
    ).to.deep.equal([
      '5:17 steps[0].escalate.on-call: cannot stand beside a tier',
      '6:28 steps[1].assign.on-call: cannot stand beside a person',
    ]);
  });
});
