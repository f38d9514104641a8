import { expect } from 'chai';
import { describe, it } from 'mocha';
import { explain } from '../../../server/domain/origin/index.js';

const document = () => ({
  facts: {
    desk: { domains: ['desk.example'] },
    partners: [{ id: 'P-1', domains: ['hansa-it.example'], mailboxes: ['hansa@desk.example'] }],
    customers: [{ id: 'C-1', domains: ['hansa-logistics.example'], contacts: ['it@hansa-logistics.example'] }],
    deals: [
      { id: 'D-1', partner: 'P-1', customer: 'C-1', from: '2025-01-01T00:00:00Z', until: null, components: ['voice'] },
    ],
    settled: [{ address: 'ops@subsidiary.example', deal: 'D-1' }],
  },
  message: {
    at: '2026-11-02T08:10:00Z',
    caller: { partner: 'P-1' },
    authenticated: true,
    dealReference: 'D-1',
    requester: 'it@hansa-logistics.example',
    to: ['hansa@desk.example'],
    component: 'voice',
  },
});

/** The document with the value at a path replaced; `undefined` leaves it out, as JSON does. */
function withValue(path: string, value: unknown): unknown {
  const keys = path.split(/[.[\]]+/).filter((part) => part !== '');
  const replace = (node: unknown, [first, ...rest]: string[]): unknown => {
    if (first === undefined) return value;
    if (Array.isArray(node)) {
      const copy = [...node];
      copy[Number(first)] = replace(node[Number(first)], rest);
      return copy;
    }
    const fields = new Map(Object.entries(node ?? {}));
    fields.set(first, replace(fields.get(first), rest));
    return Object.fromEntries(fields);
  };
  return JSON.parse(JSON.stringify(replace(document(), keys)));
}

const pathsOf = (input: unknown): string[] => {
  const answer = explain(input);
  return answer.ok ? [] : answer.faults.map(({ path }) => path);
};

describe('the input of origin', () => {
  it('may lack the reference, the component and the addresses', () => {
    for (const path of ['message.dealReference', 'message.component', 'message.to']) {
      expect(pathsOf(withValue(path, undefined)), path).to.deep.equal([]);
    }
    for (const path of ['message.dealReference', 'message.component', 'facts.deals[0].until']) {
      expect(pathsOf(withValue(path, null)), path).to.deep.equal([]);
    }
  });

  it('may lack nothing else', () => {
    const needed = [
      'facts',
      'message',
      'facts.desk',
      'facts.desk.domains',
      'facts.partners',
      'facts.customers',
      'facts.deals',
      'facts.settled',
      'facts.partners[0].id',
      'facts.partners[0].domains',
      'facts.partners[0].mailboxes',
      'facts.customers[0].id',
      'facts.customers[0].domains',
      'facts.customers[0].contacts',
      'facts.deals[0].id',
      'facts.deals[0].partner',
      'facts.deals[0].customer',
      'facts.deals[0].from',
      'facts.deals[0].until',
      'facts.deals[0].components',
      'facts.settled[0].address',
      'facts.settled[0].deal',
      'message.at',
      'message.caller',
      'message.authenticated',
      'message.requester',
    ];
    for (const path of needed) expect(pathsOf(withValue(path, undefined)), path).to.include(path);
  });

  const wrong: [path: string, value: unknown, found?: string][] = [
    ['extra', 1],
    ['facts.extra', 1],
    ['facts.desk.extra', 1],
    ['facts.partners[0].extra', 1],
    ['facts.customers[0].extra', 1],
    ['facts.deals[0].extra', 1],
    ['facts.settled[0].extra', 1],
    ['message.extra', 1],
    ['message.caller.extra', 1],
    ['facts.deals[0].partner', 'P-9'],
    ['facts.deals[0].customer', 'C-9'],
    ['facts.deals[0].customer', null],
    ['facts.settled[0].deal', 'D-9'],
    ['message.caller', { partner: 'P-9' }, 'message.caller.partner'],
    ['message.caller', { customer: 'C-9' }, 'message.caller.customer'],
    ['message.caller', { provider: false }, 'message.caller.provider'],
    ['message.caller', { partner: 'P-1', customer: 'C-1' }],
    ['message.caller', {}],
    ['message.caller', 'P-1'],
    ['message.authenticated', false],
    ['message.authenticated', 'yes'],
    ['facts.partners[1]', document().facts.partners[0], 'facts.partners[1].id'],
    ['facts.customers[1]', document().facts.customers[0], 'facts.customers[1].id'],
    ['facts.deals[1]', document().facts.deals[0], 'facts.deals[1].id'],
    ['facts.partners[0].mailboxes[0]', 'hansa'],
    ['facts.customers[0].contacts[0]', 'it@'],
    ['facts.settled[0].address', '@subsidiary.example'],
    ['message.requester', 'it@two@example'],
    ['message.requester', ''],
    ['message.requester', null],
    ['message.to[0]', 'to whom it may concern@desk.example'],
    ['message.to', 'hansa@desk.example'],
    ['message.at', '2026-11-02T08:10:00.5Z'],
    ['message.at', '2026-11-02T08:10:00'],
    ['facts.deals[0].from', '2026-02-30T00:00:00Z'],
    ['facts.deals[0].until', 'never'],
    ['facts.desk.domains[0]', 'support@desk.example'],
    ['facts', []],
  ];
  for (const [path, value, found = path] of wrong) {
    it(`finds the fault where ${path} is ${JSON.stringify(value)}`, () => {
      expect(pathsOf(withValue(path, value))).to.include(found);
    });
  }

  it('has a path of nothing where it is no object at all', () => {
    for (const input of [null, [], 'text', 7]) expect(pathsOf(input)).to.deep.equal(['']);
  });

  it('has all of its faults told at once', () => {
    const { facts, message } = document();
    const input = {
      facts: {
        ...facts,
        partners: [{ id: 'P-1', domains: ['x'], mailboxes: ['no'] }],
        deals: [{ ...facts.deals[0], customer: 'C-2' }],
      },
      message: { ...message, caller: { partner: 'P-1' }, authenticated: false, at: 'now' },
    };
    expect(explain(input)).to.deep.equal({
      ok: false,
      faults: [
        { path: 'facts.partners[0].mailboxes[0]', message: 'must be a mail address' },
        { path: 'facts.deals[0].customer', message: 'C-2 is not among facts.customers' },
        { path: 'message.at', message: 'must be an instant in UTC in whole seconds, such as 2026-11-02T08:10:00Z' },
        { path: 'message.authenticated', message: 'must be true for a caller that is known' },
      ],
    });
  });
});
