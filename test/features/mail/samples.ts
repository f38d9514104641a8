import type { Common, MailContent, Turn } from '../../../server/features/mail/contents.js';

const common: Common = {
  brand: { senderName: 'Hansa IT', colour: '#0b7285', logo: null },
  preview: 'Waiting for Hansa IT. Next word by 11:30.',
  remark: null,
  why: 'You get this because you asked for it. Answer to this mail, or use the button.',
};
const turn: Turn = { court: 'partner', words: 'Waiting for Hansa IT' };
const button = { label: 'Open the ticket', url: 'https://desk.example/t/1042' };
const message = {
  author: 'Anna Krüger',
  text: 'We see it too. The carrier has been told and works on it.\n\nNext word before noon,\nAnna',
  html: null,
};
const ofTicket = {
  ...common,
  ticket: { number: 1042, subject: 'No outbound calls since 08:05' },
  turn,
  promise: 'Next word by Mon 2 Nov, 11:30 (Europe/Berlin)',
  button,
};
const ofOutage = {
  ...common,
  outage: { title: 'Voice Europe: calls fail', state: 'Ongoing since Mon 2 Nov, 08:05 (Europe/Berlin).' },
  facts: [
    { label: 'Affected', value: 'Voice Europe' },
    { label: 'Impact', value: 'Calls to the public network fail' },
  ],
  message,
  linked: 'Your ticket #1042 waits for this; you will hear when it is over.',
  button: { label: 'See the status page', url: 'https://desk.example/status' },
};
const closes = 'We close this on Mon 16 Nov, 10:00 (Europe/Berlin) if we do not hear from you.';
const until = 'Mon 9 Nov, 10:00 (Europe/Berlin)';

/** One mail of each kind, with all that it can say. */
export const samples: readonly MailContent[] = [
  { kind: 'ticket-received', data: { ...ofTicket, loggedBy: null, message } },
  { kind: 'ticket-updated', data: { ...ofTicket, message } },
  {
    kind: 'ticket-waiting',
    data: { ...ofTicket, turn: { court: 'customer', words: 'Waiting for you' }, promise: null, message, closes },
  },
  {
    kind: 'ticket-reminder',
    data: { ...ofTicket, turn: { court: 'customer', words: 'Waiting for you' }, promise: null, closes },
  },
  {
    kind: 'ticket-solved',
    data: {
      ...ofTicket,
      turn: null,
      promise: null,
      message,
      closes: 'It closes by itself on Mon 9 Nov unless you answer.',
    },
  },
  {
    kind: 'third-party-message',
    data: { ...common, subject: 'No outbound calls since 08:05', sender: 'Northwind Cloud', message },
  },
  { kind: 'ticket-reopened', data: { ...ofTicket, by: 'Ines Vogt', message } },
  {
    kind: 'ticket-closed',
    data: {
      ...ofTicket,
      turn: null,
      promise: null,
      because: 'It was solved seven days ago and nobody has answered since.',
      button: { label: 'Rate it', url: 'https://desk.example/t/1042' },
    },
  },
  { kind: 'outage-started', data: ofOutage },
  { kind: 'outage-updated', data: ofOutage },
  {
    kind: 'outage-ended',
    data: { ...ofOutage, outage: { ...ofOutage.outage, state: 'It lasted 1 h 25 min and ended Mon 2 Nov, 09:30.' } },
  },
  {
    kind: 'approval-asked',
    data: {
      ...common,
      remark: 'Under deal D-1001 Nordcloud writes to Hansa Logistics only through Hansa IT. Please pass this on.',
      approval: {
        title: '45 seats for Hansa Logistics',
        asks: 'Hansa Logistics asks for 45 seats instead of 40 from Tue 1 Dec. Your deal pre-agrees up to 42.',
        silence: 'If you do not answer by Wed 4 Nov, 10:00, it is declined.',
      },
      facts: [
        { label: 'Subscription', value: 'S-77 Voice Europe' },
        { label: 'Monthly fee', value: '€ 540.00 → € 607.50' },
      ],
      button: { label: 'Look at the request', url: 'https://desk.example/a/1' },
    },
  },
  {
    kind: 'credit-note',
    data: {
      ...common,
      note: {
        number: 'CN-2026-0007',
        amount: '€ 54.00',
        party: 'Hansa IT',
        because: 'Voice Europe was available 99.71 % of October 2026; the commitment is 99.90 %.',
      },
      facts: [
        { label: 'Subscription', value: 'S-77 Voice Europe' },
        { label: 'Downtime', value: '2 h 9 min' },
        { label: 'Credit', value: '10 % of € 540.00' },
      ],
      passOn: 'Under your terms you owe Hansa Logistics 10 % of its fee.',
      button: { label: 'See the calculation', url: 'https://desk.example/credits/1' },
    },
  },
  { kind: 'one-time-link', data: { ...common, ticketNumber: 1042, until, button } },
  {
    kind: 'address-confirmation',
    data: { ...common, ticketNumber: 1042, until, button: { ...button, label: 'This is my address' } },
  },
  {
    kind: 'partner-new-ticket',
    data: {
      ...ofTicket,
      customerName: 'Hansa Logistics',
      facts: [
        { label: 'Priority', value: 'high' },
        { label: 'Component', value: 'Voice Europe' },
      ],
      message,
    },
  },
  { kind: 'partner-update', data: { ...ofTicket, message } },
  {
    kind: 'partner-hand-over',
    data: { ...ofTicket, by: 'Nordcloud', facts: [{ label: 'Customer', value: 'Hansa Logistics' }], message },
  },
  {
    kind: 'breach-warning',
    data: {
      ...ofTicket,
      warning: {
        headline: '10 minutes left to answer #1042',
        words: 'Hansa IT answers within 2 h; that time ends Mon 2 Nov, 11:30 (Europe/Berlin).',
      },
      facts: [{ label: 'Customer', value: 'Hansa Logistics' }],
    },
  },
  {
    kind: 'invitation',
    data: {
      ...common,
      inviter: 'Anna Krüger',
      company: 'Hansa IT',
      role: 'partner agent',
      until,
      button: { label: 'Choose a password', url: 'https://desk.example/invitation/1' },
    },
  },
  {
    kind: 'password-reset',
    data: { ...common, until, button: { label: 'Choose a password', url: 'https://desk.example/password/1' } },
  },
];
