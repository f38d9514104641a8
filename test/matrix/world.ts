import { openTestDesk, type TestDesk } from '../support/desk.js';
import { ask, type Question } from './ask.js';
import { HANSA, READERS, type Reader } from './readers.js';

/** The desk of the matrix, with one thing of every kind that belongs to `hansa-it` and its customer. */
export interface World {
  test: TestDesk;
  ids: Ids;
  credentialOf(reader: Reader): string | null;
  /** A session of a one-time link on a ticket. */
  linkSession(ticket: string): Promise<string>;
  /** A request that must succeed; gives the answer's body. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are taken apart as whatever they are
  must(as: string | null, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<any>;
  /** A new ticket of the owning partner and customer, in the provider's court. */
  newTicket(): Promise<{ id: string; version: number }>;
  person: Readonly<Record<PersonName, string>>;
}

/** Everybody's id is their name too, and found nowhere else: it may not be seen where the person may not. */
export const PEOPLE = {
  pvagent: 'agent (provider)',
  pvlead: 'lead (provider)',
  pvfinance: 'finance (provider)',
  pvadmin: 'admin (provider)',
  hsagent: 'partner-agent (own-partner)',
  hsadmin: 'partner-admin (own-partner)',
  ibagent: 'partner-agent (foreign-partner)',
  ibadmin: 'partner-admin (foreign-partner)',
  hlcontact: 'contact (own-customer)',
  shcontact: 'contact (foreign-customer)',
} as const;
export type PersonName = keyof typeof PEOPLE;

const isProvider = ({ side }: Reader) => side === 'provider';
const ofHansa = (reader: Reader) => isProvider(reader) || reader.side === 'own-partner';
const ofItsCustomer = (reader: Reader) => ofHansa(reader) || reader.side === 'own-customer';
const everybodys = () => true;
const nobodys = () => false;

/** For whom each thing of the world exists. To all others it is a 404, as if there had never been such a thing. */
export const EXISTS = {
  ticket: ofItsCustomer,
  'ticket in triage': isProvider,
  'file for the desks': ofHansa,
  'file of the provider': isProvider,
  'file of the partner': (reader) => reader.side === 'own-partner',
  'file for all': ofItsCustomer,
  person: ofHansa,
  key: ofHansa,
  webhook: ofHansa,
  report: ofHansa,
  outage: everybodys,
  maintenance: everybodys,
  credit: ofItsCustomer,
  'other credit': ofHansa,
  component: everybodys,
  calendar: everybodys,
  terms: ofHansa,
  policy: ofHansa,
  skill: everybodys,
  'breach-reason': everybodys,
  vendor: isProvider,
  thread: ofHansa,
  partner: ofHansa,
  'provider playbook': isProvider,
  customer: ofHansa,
  queue: ofHansa,
  rota: ofHansa,
  view: (reader) => reader.side === 'own-partner',
  deal: ofHansa,
  'sla-change': isProvider,
  subscription: ofHansa,
  approval: ofHansa,
  nothing: nobodys,
} as const satisfies Record<string, (reader: Reader) => boolean>;
export type Ids = Readonly<Record<keyof typeof EXISTS, string>>;

export const SUBJECT = 'No outbound calls wordsubject';
const REQUESTER = { email: 'it@hansa-logistics.example', name: 'Ina Vogt' };
const LATER = '2026-11-07T09:00:00Z';

export async function openWorld(): Promise<World> {
  const test = await openTestDesk();
  const must: World['must'] = async (as, method, path, body, headers) => {
    const question: Question = { method, path, ...(body !== undefined && { body }), ...(headers && { headers }) };
    const answer = await ask(test.url, as, question);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  const credentials = new Map<string, string>();
  const person = {} as Record<PersonName, string>;
  for (const [id, name] of Object.entries(PEOPLE) as [PersonName, string][]) {
    const reader = READERS.find((one) => one.name === name);
    if (!reader?.company || reader.role === null) throw new Error(`No reader ${name}`);
    await test.person(id, reader.company, [reader.role]);
    person[id] = await test.session(id);
    credentials.set(name, person[id]);
  }
  for (const { name, scope, company } of READERS) {
    if (scope !== null && company) credentials.set(name, await test.key(company, [scope]));
  }
  const linkSession = async (ticket: string) => {
    const link = { purpose: 'ticket', subject: ticket, email: REQUESTER.email } as const;
    const token = await test.desk.links.make(link, crypto.randomUUID());
    const { headers, status } = await ask(test.url, null, { method: 'post', path: `/links/${token}`, body: {} });
    if (status !== 200) throw new Error('A one-time link gave no session');
    return (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  };
  const newTicket = async () => {
    const logged = { subject: 'Another', requester: REQUESTER, deal: 'D-1001', component: 'voice-eu' };
    const { id, version } = await must(person.hsagent, 'post', '/tickets', logged);
    return { id, version };
  };
  const near = { test, must, person, linkSession, newTicket };

  const brand = { senderName: 'Hansa Care', showsAssignee: true };
  const { version } = await must(person.pvadmin, 'get', '/partners/hansa-it');
  await must(person.pvadmin, 'patch', '/partners/hansa-it', { brand }, { 'if-match': `"${version}"` });
  const money = await makeMoney(near);
  const files = await makeFiles(near);
  const ticket = await makeTicket(near, files);
  const parties = await makeParties(near);
  const thread = await makeThreads(near, ticket);
  await test.moveTo(LATER);
  await finishTicket(near, ticket);
  const approval = await makeApproval(near);
  const inTriage = await must(person.pvagent, 'post', '/tickets', {
    ...{ subject: 'From somebody', requester: { email: 'who@nowhere.example' } },
  });
  const foreign = await must(person.shcontact, 'post', '/tickets', {
    ...{ subject: 'Theirs wordforeign', requester: { email: 'sistemas@sol-hoteles.example' } },
  });
  await test.settle();
  credentials.set('one-time link (own-customer)', await linkSession(ticket));
  credentials.set('one-time link (foreign-customer)', await linkSession(foreign.id));

  return {
    ...near,
    ids: {
      ...money,
      ...files,
      ...parties,
      ticket,
      thread,
      'ticket in triage': inTriage.id,
      approval,
      nothing: 'never-there',
    },
    credentialOf: ({ name }) => credentials.get(name) ?? null,
  };
}

type Near = Pick<World, 'test' | 'must' | 'person' | 'newTicket'>;

const FILES = [
  ['file for the desks', 'pvagent', 'desks'],
  ['file of the provider', 'pvagent', 'own'],
  ['file of the partner', 'hsagent', 'own'],
  ['file for all', 'hsagent', 'customer'],
] as const;
type Files = Record<(typeof FILES)[number][0], string>;

async function makeFiles({ must, person }: Near): Promise<Files> {
  const files = {} as Files;
  for (const [name, by] of FILES) {
    const headers = { 'content-type': 'text/plain', 'x-file-name': `${name.replaceAll(' ', '-')}.txt` };
    files[name] = (await must(person[by], 'post', '/attachments', `content of the ${name}`, headers)).id;
  }
  return files;
}

/** A ticket to which everything happened that one reader sees and another does not. */
async function makeTicket({ must, person, newTicket }: Near, files: Files): Promise<string> {
  const { pvagent, pvlead, hsagent, hlcontact } = person;
  const { id } = await must(hsagent, 'post', '/tickets', {
    ...{ subject: SUBJECT, description: 'Since 08:05 worddescription', priority: 'high', requester: REQUESTER },
    ...{ deal: 'D-1001', component: 'voice-eu', tags: ['tagpartner'] },
    externalRef: { system: 'helpdesk', id: 'wordreference' },
  });
  const at = `/tickets/${id}`;
  const other = await newTicket();
  const later = await newTicket();
  await must(pvagent, 'post', `${at}/claim`, {});
  const { version } = await must(pvlead, 'get', at);
  await must(pvlead, 'patch', at, { tags: ['tagprovider'] }, { 'if-match': `"${version}"` });
  await must(pvagent, 'post', `${at}/link`, { ticket: other.id });
  await must(hsagent, 'post', `${at}/link`, { ticket: later.id, relation: 'duplicate' });
  const words = [
    ['pvagent', 'worddesksprovider', 'desks', 'file for the desks'],
    ['pvagent', 'wordownprovider', 'own', 'file of the provider'],
    ['hsagent', 'wordownpartner', 'own', 'file of the partner'],
    ['hsagent', 'wordcustomerpartner', 'customer', 'file for all'],
    ['hsagent', 'worddeskspartner', 'desks', null],
    ['pvagent', 'wordcustomerprovider', 'customer', null],
  ] as const;
  for (const [by, word, visibility, file] of words) {
    const attachments = file === null ? [] : [files[file]];
    await must(person[by], 'post', `${at}/replies`, { text: `It says ${word}`, visibility, attachments });
  }
  await must(pvagent, 'post', `${at}/court`, { court: 'partner', note: 'Look at wordhandover' });
  await must(hsagent, 'post', `${at}/court`, { court: 'provider' });
  await must(pvagent, 'post', `${at}/court`, { court: 'third_party', note: 'Waits for wordthirdparty' });
  await must(pvagent, 'post', `${at}/court`, { court: 'customer', note: 'Tell us wordnote' });
  await must(hlcontact, 'post', `${at}/replies`, { text: 'It says wordcustomer' });
  await must(pvagent, 'post', `${at}/solve`, {});
  await must(hlcontact, 'post', `${at}/rating`, { score: 4, words: 'wordrating' });
  await must(hlcontact, 'post', `${at}/reopen`, {});
  return id;
}

/** Conversations with third parties, of both desks and of each by itself. */
async function makeThreads({ must, person: { pvagent, hsagent } }: Near, id: string): Promise<string> {
  const contact = { name: 'Noor', email: 'noc@carrier.example', company: 'Carrier' };
  const open = (by: string, word: string, visibility: string) =>
    must(by, 'post', `/tickets/${id}/threads`, {
      ...{ contact, visibility, subject: `About ${word}`, text: `It says ${word}`, promised: { minutes: 60 } },
    });
  await open(pvagent, 'wordthreadprovider', 'own');
  await open(hsagent, 'wordthreadpartner', 'own');
  const shared = await open(pvagent, 'wordthreaddesks', 'desks');
  await must(hsagent, 'post', `/tickets/${id}/threads/${shared.id}/chase`, {});
  return shared.id;
}

/** What would be undone by anything else that happens to it. */
async function finishTicket({ must, person: { pvagent } }: Near, id: string): Promise<void> {
  await must(pvagent, 'post', `/tickets/${id}/claim`, {});
  await must(pvagent, 'post', `/tickets/${id}/snooze`, { until: '2026-12-24T08:00:00Z', reason: 'wordsnooze' });
}

/** More seats than the deal agrees beforehand: the partner is asked. */
async function makeApproval({ test, must, person: { pvlead, hsagent } }: Near): Promise<string> {
  const upgrade = { subscription: 'S-1001', item: 'seats', quantity: 70 };
  const request = { subject: 'More seats', kind: 'upgrade', requester: REQUESTER, upgrade };
  const { id } = await must(hsagent, 'post', '/tickets', request);
  await test.settle();
  const { items } = await must(pvlead, 'get', `/approvals?ticket=${id}`);
  return items[0].id;
}

async function makeMoney({ must, person: { pvlead, pvfinance, hsagent } }: Near) {
  const down = { components: ['voice-eu'], impact: 'full', cause: 'provider' };
  const past = { startedAt: '2026-10-10T08:00:00Z', endedAt: '2026-10-10T20:00:00Z' };
  await must(pvlead, 'post', '/outages', { ...down, ...past, title: 'Trunks' });
  const now = { startedAt: '2026-11-02T07:00:00Z', endedAt: null };
  const outage = await must(pvlead, 'post', '/outages', { ...down, ...now, title: 'No dial tone' });
  const reported = { ...now, components: ['storage'], impact: 'degraded', cause: 'provider', title: 'wordreport' };
  const report = await must(hsagent, 'post', '/outages', reported);
  await must(pvlead, 'post', `/outages/${outage.id}/updates`, { text: 'We look for the cause' });
  const window = { startsAt: '2026-11-20T22:00:00Z', endsAt: '2026-11-20T23:00:00Z' };
  const maintenance = await must(pvlead, 'post', '/maintenance', { ...window, title: 'Switches', components: ['api'] });
  await must(pvfinance, 'post', '/credit-runs', { month: '2026-10' });
  const { items } = await must(pvfinance, 'get', '/credits?limit=200&period=2026-10');
  const credit = (subscription: string): string =>
    items.find((one: { subscription: { id: string } }) => one.subscription.id === subscription).id;
  return {
    ...{ outage: outage.id as string, report: report.id as string, maintenance: maintenance.id as string },
    ...{ credit: credit('S-1001'), 'other credit': credit('S-1004') },
  };
}

async function makeParties({ test, must, person: { pvadmin, hsadmin } }: Near) {
  await test.person('hsvictim', HANSA, ['partner-agent']);
  const key = await must(pvadmin, 'post', '/keys', { name: 'k', company: HANSA, scopes: ['tickets:read'] });
  const webhook = await must(hsadmin, 'post', '/webhooks', {
    url: 'https://hooks.hansa-it.example/desk',
    active: false,
  });
  const contacts = [{ name: 'Noor Haddad', email: 'noc@maker.example' }];
  await must(pvadmin, 'post', '/vendors', { id: 'carrier-one', name: 'Carrier One', contacts });
  const change = await must(pvadmin, 'post', '/sla/changes', { rule: 'keep', deals: ['D-1001'] });
  await must(pvadmin, 'post', '/queues', { id: 'hansa-queue', name: 'Hansa', partner: 'hansa-it', order: 900 });
  await must(pvadmin, 'post', '/rotas', {
    ...{ id: 'hansa-rota', name: 'Hansa', partner: 'hansa-it', timeZone: 'Europe/Berlin' },
    layers: [{ from: '2026-11-02', people: ['hsagent'] }],
  });
  const view = await must(hsadmin, 'post', '/views', { name: 'Ours', query: { status: 'open' }, shared: true });
  return {
    ...{ person: 'hsvictim', key: key.id as string, webhook: webhook.id as string, queue: 'hansa-queue' },
    'breach-reason': 'overlooked',
    ...{
      component: 'voice-eu',
      calendar: 'berlin-office',
      terms: 'hansa-voice',
      policy: 'hansa-ola',
      skill: 'sip',
      vendor: 'carrier-one',
    },
    ...{
      partner: 'hansa-it',
      rota: 'hansa-rota',
      view: view.id as string,
      'provider playbook': 'escalation',
      'sla-change': change.id as string,
      customer: 'hansa-logistics',
      deal: 'D-1001',
      subscription: 'S-1001',
    },
  };
}
