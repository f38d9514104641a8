import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { loadTemplates, mailRenderer } from '../../../server/features/mail/render.js';
import { ticketContent } from '../../../server/features/mail/tickets/contents.js';
import { mailsFor } from '../../../server/features/mail/tickets/plan.js';
import type { MessageSeen, TicketSeen } from '../../../server/features/mail/tickets/seen.js';
import type { LogEvent } from '../../../server/platform/log/event.js';

const AT = Date.parse('2026-11-02T08:10:00Z') / 1000;

const ticket = (over: Partial<TicketSeen> = {}): TicketSeen => ({
  id: 't1',
  number: 1042,
  subject: 'No outbound calls',
  status: 'open',
  court: 'provider',
  priority: 'high',
  component: 'voice-eu',
  requester: { address: 'it@logistics.example', name: 'Ines Vogt' },
  unproved: false,
  watchers: [],
  partner: { id: 'P-1', name: 'Hansa IT' },
  customer: { id: 'C-1', name: 'Hansa Logistics' },
  deal: { id: 'D-1', recipients: 'both', authority: 'provider-may-write' },
  solvedAt: null,
  closeAt: null,
  givenUpAt: null,
  mergedInto: null,
  promise: { metric: 'next_response', dueAt: AT + 3600 },
  cameBy: [],
  fromMachine: false,
  customerHears: 'nothing',
  ...over,
});

const message = (over: Partial<MessageSeen> = {}): MessageSeen => ({
  author: { name: 'Anna Krüger', party: 'provider', address: 'anna@nordcloud.example' },
  visibility: 'customer',
  text: 'We see it too.',
  html: null,
  ...over,
});
const from = (party: 'provider' | 'partner' | 'customer') => ({ name: 'Somebody', party, address: null });

const event = (type: string, data: Record<string, unknown> = {}, party: LogEvent['actor']['party'] = 'provider') =>
  ({
    id: 'ticket:t1:4:0',
    type,
    at: new Date(AT * 1000),
    command: 'c',
    actor: { kind: 'person', id: 'p', name: 'Anna Krüger', party },
    subject: { kind: 'ticket', id: 't1', version: 4 },
    audience: { provider: true, partner: 'P-1', customer: 'C-1' },
    data,
  }) satisfies LogEvent;

const planned = (happened: LogEvent, now: TicketSeen = ticket(), said: MessageSeen | null = null) =>
  mailsFor({ event: happened, ticket: now, message: said }).map(({ kind, notice }) =>
    [
      kind,
      typeof notice.to === 'object' ? notice.to.people.map(({ address }) => address).join() : notice.to,
      notice.by,
    ].join(' '),
  );

describe('the mails that follow from a ticket', () => {
  const cases: [string, string[], string[]][] = [
    ['logged', planned(event('ticket-created')), ['ticket-received customer desk']],
    [
      'logged into the partner’s court',
      planned(event('ticket-created'), ticket({ court: 'partner' })),
      ['partner-new-ticket partner provider', 'ticket-received customer desk'],
    ],
    [
      'logged from an address that nobody knows',
      planned(event('ticket-created'), ticket({ unproved: true })),
      ['address-confirmation it@logistics.example desk'],
    ],
    ['whose address was proved', planned(event('ticket-address-proved')), ['ticket-received customer desk']],
    [
      'answered to the customer',
      planned(event('ticket-replied'), ticket(), message()),
      ['ticket-updated customer provider'],
    ],
    [
      'answered, now waiting for the customer',
      planned(event('ticket-replied'), ticket({ court: 'customer' }), message()),
      ['ticket-waiting customer provider'],
    ],
    [
      'answered and solved at once',
      planned(event('ticket-replied'), ticket({ status: 'solved', court: null, solvedAt: AT }), message()),
      ['ticket-solved customer provider'],
    ],
    [
      'answered by the partner to the customer',
      planned(event('ticket-replied'), ticket(), message({ author: from('partner') })),
      ['ticket-updated customer partner'],
    ],
    [
      'discussed by the provider with the partner',
      planned(event('ticket-replied'), ticket(), message({ visibility: 'desks' })),
      ['partner-update partner provider'],
    ],
    [
      'discussed by the partner with the provider',
      planned(event('ticket-replied'), ticket(), message({ visibility: 'desks', author: from('partner') })),
      [],
    ],
    ['noted', planned(event('ticket-replied'), ticket(), message({ visibility: 'own' })), []],
    [
      'answered by the customer',
      planned(event('ticket-replied', {}, 'customer'), ticket(), message({ author: from('customer') })),
      ['partner-update partner desk'],
    ],
    [
      'answered by the customer, none of the partner’s concern',
      planned(
        event('ticket-replied', {}, 'customer'),
        ticket({ deal: { id: 'D', recipients: 'customer', authority: 'provider-may-write' } }),
        message({ author: from('customer') }),
      ),
      [],
    ],
    [
      'handed to the partner',
      planned(event('ticket-handed-over', { to: 'partner', why: 'command' }), ticket({ court: 'partner' })),
      ['partner-hand-over partner provider'],
    ],
    [
      'handed to the customer with a note',
      planned(
        event('ticket-handed-over', { to: 'customer', why: 'command' }),
        ticket({ court: 'customer' }),
        message(),
      ),
      ['ticket-waiting customer provider'],
    ],
    [
      'handed to the customer, whom only the partner may write to',
      planned(
        event('ticket-handed-over', { to: 'customer', why: 'command' }),
        ticket({ court: 'customer' }),
        message({ visibility: 'desks' }),
      ),
      ['partner-update partner provider'],
    ],
    [
      'waiting too long for the customer',
      planned(event('ticket-reminded', { waitsFor: 'customer' }, 'system'), ticket({ court: 'customer' })),
      ['ticket-reminder customer desk'],
    ],
    [
      'waiting too long for the customer, who has answered meanwhile',
      planned(event('ticket-reminded', { waitsFor: 'customer' }, 'system')),
      [],
    ],
    [
      'waiting too long for a third party',
      planned(event('ticket-reminded', { waitsFor: 'third_party' }, 'system'), ticket({ court: 'third_party' })),
      [],
    ],
    [
      'back because the customer answered',
      planned(event('ticket-handed-over', { to: 'partner', why: 'customer-replied' })),
      [],
    ],
    ['solved', planned(event('ticket-solved', { by: 'provider' })), ['ticket-solved customer provider']],
    ['reopened by a desk', planned(event('ticket-reopened')), ['ticket-reopened customer provider']],
    ['reopened by the customer', planned(event('ticket-reopened', {}, 'customer')), ['ticket-reopened partner desk']],
    ['closed by itself', planned(event('ticket-closed', { why: 'time' }, 'system')), ['ticket-closed customer desk']],
    ['closed by the customer', planned(event('ticket-closed', { why: 'customer' }, 'customer')), []],
    [
      'short of the partner’s time',
      planned(event('sla-due-soon', { target: { party: 'partner' } }, 'system')),
      ['breach-warning partner desk'],
    ],
    ['short of a promise', planned(event('sla-due-soon', { target: { party: 'promise' } }, 'system')), []],
    [
      'short of a promise of which the customer hears all',
      planned(
        event('sla-due-soon', { target: { party: 'promise' } }, 'system'),
        ticket({ customerHears: 'warnings-and-breaches' }),
      ),
      ['breach-warning customer desk'],
    ],
    [
      'short of a promise of which the customer hears only the breach',
      planned(event('sla-due-soon', { target: { party: 'promise' } }, 'system'), ticket({ customerHears: 'breaches' })),
      [],
    ],
    [
      'found late to have broken a promise',
      planned(
        event('sla-breached', { target: { party: 'promise' }, late: true }, 'system'),
        ticket({ customerHears: 'breaches' }),
      ),
      [],
    ],
    ['short of the provider’s time', planned(event('sla-due-soon', { target: { party: 'provider' } }, 'system')), []],
    ['prioritised', planned(event('ticket-prioritised')), []],
  ];
  for (const [name, found, expected] of cases) {
    it(`${name}: ${expected.join(', ') || 'none'}`, () => expect(found).to.deep.equal(expected));
  }
});

describe('what a ticket’s mail says', () => {
  const render = mailRenderer(loadTemplates(fileURLToPath(new URL('../../../templates/mail', import.meta.url))));
  const said = (reader: 'partner' | 'customer', happened: LogEvent, now: TicketSeen, words: MessageSeen | null) => {
    const [mail] = mailsFor({ event: happened, ticket: now, message: words });
    if (!mail) throw new Error('There is no mail');
    const content = ticketContent({
      ...{ mail, event: happened, ticket: now },
      receiver: { address: 'x@y.example', name: 'X', party: reader, reason: 'Named for this.', remark: null },
      brand: { senderName: 'Hansa Support', colour: null, logo: null },
      providerName: 'Nordcloud',
      zone: 'Europe/Berlin',
      link: 'https://desk.example/l/token',
      linkUntil: AT + 14 * 86_400,
    });
    return render(content).text.split('\n');
  };

  it('tells the customer only the brand that they know', () => {
    const text = said('customer', event('ticket-replied'), ticket(), message()).join('\n');
    expect(text).to.include('Hansa Support has written to you');
    expect(text).to.include('Waiting for Hansa Support\nNext word by Mon 2 Nov, 10:10 (Europe/Berlin)');
    expect(text).to.not.match(/Nordcloud|Anna|Hansa IT|D-1/);
  });

  it('tells the partner who it is and whose turn', () => {
    const text = said('partner', event('ticket-replied'), ticket(), message()).join('\n');
    expect(text).to.include('Nordcloud has written to you');
    expect(text).to.include('Waiting for Nordcloud\n');
    expect(text).to.not.include('Anna');
  });

  it('says to the reader that it is their turn', () => {
    const handed = event('ticket-handed-over', { to: 'partner', why: 'command' });
    expect(said('partner', handed, ticket({ court: 'partner' }), null)).to.include('Waiting for you');
  });

  it('says when a time ends, in their zone', () => {
    const target = { metric: 'first_response', party: 'partner', dueAt: AT + 600, targetSeconds: 7200 };
    expect(said('partner', event('sla-due-soon', { target }, 'system'), ticket({ court: 'partner' }), null)).to.include(
      'Your time to answer first ends Mon 2 Nov, 09:20 (Europe/Berlin). The agreed time is 2 h.',
    );
  });

  it('tells an unknown address the number and nothing of ours', () => {
    const text = said('customer', event('ticket-created', {}, 'customer'), ticket({ unproved: true }), null).join('\n');
    expect(text).to.include('has the number 1042');
    expect(text).to.not.match(/No outbound calls|Nordcloud|Hansa Logistics|Vogt/);
  });

  it('can be said for every kind, to both readers', () => {
    const target = { metric: 'handling', party: 'partner', dueAt: null, targetSeconds: null };
    const happenings = ['created', 'solved', 'reopened', 'closed'].map((what) => event(`ticket-${what}`));
    for (const reader of ['partner', 'customer'] as const) {
      for (const happened of [...happenings, event('sla-breached', { target }, 'system')]) {
        expect(said(reader, happened, ticket({ court: 'third_party', closeAt: AT }), null).join()).to.not.match(
          /undefined|null/,
        );
      }
    }
  });
});
