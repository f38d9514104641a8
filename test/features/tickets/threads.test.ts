import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { createTransport } from 'nodemailer';
import { type Answered, openTestDesk, type TestDesk } from '../../support/desk.js';

const CONTACT = { name: 'Noor Haddad', email: 'noc@carrier.example', company: 'Carrier One' };

describe('conversations with third parties, in a running desk', () => {
  let desk: TestDesk;
  const as: Record<string, string> = {};

  before(async () => {
    desk = await openTestDesk('2026-11-02T08:00:00Z', { DEMO: 'on' });
    const hansa = { kind: 'partner', id: 'hansa-it' } as const;
    await desk.person('anna', { kind: 'provider' }, ['agent']);
    await desk.person('lena', { kind: 'provider' }, ['lead']);
    await desk.person('pia', hansa, ['partner-agent']);
    await desk.person('carl', { kind: 'customer', id: 'hansa-logistics' }, ['contact']);
    for (const name of ['anna', 'lena', 'pia', 'carl']) as[name] = await desk.session(name);
  });
  after(() => desk.close());

  const call = (who: string, method: string, path: string, body?: object) =>
    desk.call(as[who] ?? null, method, path, body);
  const done = async (who: string, method: string, path: string, body?: object): Promise<Answered['body']> => {
    const answer = await call(who, method, path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const logged = () =>
    done('anna', 'POST', '/tickets', {
      ...{ subject: 'No sound', deal: 'D-1001', court: 'provider' },
      requester: { email: 'it@hansa-logistics.example', name: 'Ina Vogt' },
    });
  const opened = async (over: object = {}) => {
    const { id } = await logged();
    const text = 'Your trunk drops calls.';
    return { id, thread: await done('anna', 'POST', `/tickets/${id}/threads`, { contact: CONTACT, text, ...over }) };
  };

  interface Mail {
    id: string;
    subject: string;
    text: string;
    headers: { name: string; value: string }[];
  }
  async function mailsTo(address: string): Promise<Mail[]> {
    await desk.settle();
    await desk.desk.mail.post.sendDue(100);
    const { items } = await done('anna', 'GET', `/mailbox?limit=50&to=${encodeURIComponent(address)}`);
    return Promise.all(items.map(({ id }: Mail) => done('anna', 'GET', `/mailbox/${id}`)));
  }
  const header = ({ headers }: Mail, wanted: string): string =>
    headers.find(({ name }) => name === wanted)?.value ?? '';
  const replyAddress = async () =>
    /[^<\s]+@desk\.example/.exec(header((await mailsTo(CONTACT.email))[0] as Mail, 'reply-to'))?.[0] ?? '';

  async function send(mail: { from: string; to: string; text: string; messageId: string; attachments?: object[] }) {
    const transport = createTransport({ host: '127.0.0.1', port: desk.desk.mail.listeningAt() ?? 0, secure: false });
    await transport.sendMail({ subject: 'Re: No sound', ...mail });
    transport.close();
  }

  it('writes by an address of its own that says nothing of the ticket, and gives the ticket back when it is answered', async () => {
    const { id, thread } = await opened({ promised: { minutes: 120 } });
    expect(thread).to.deep.include({
      state: 'waiting',
      visibility: 'own',
      dueAt: '2026-11-02T10:00:00Z',
      overdue: false,
    });
    expect(thread).to.not.have.property('token');
    await done('anna', 'POST', `/tickets/${id}/court`, { court: 'third_party', note: 'The carrier looks.' });
    const address = await replyAddress();
    expect(address).to.match(/^desk\+t-[0-9a-z]{20}@desk\.example$/);
    const [asked] = await mailsTo(CONTACT.email);
    expect(asked?.text).to.include('Your trunk drops calls.');
    expect(JSON.stringify(asked)).to.not.include(id);

    const answer = {
      ...{ from: 'Noor <noc@carrier.example>', to: address, text: 'A card is dead.', messageId: '<1@carrier.example>' },
      attachments: [{ filename: 'trace.txt', content: 'lost' }],
    };
    await send(answer);
    await send(answer);
    const { items } = await done('anna', 'GET', `/tickets/${id}/threads`);
    expect(items[0]).to.deep.include({ state: 'answered', dueAt: null });
    const messages = items[0].messages as Answered['body'][];
    expect(messages.map(({ from, text, verified }) => [from.party, text, verified])).to.deep.equal([
      ['provider', 'Your trunk drops calls.', true],
      ['third_party', 'A card is dead.', true],
    ]);
    const [file] = messages[1].attachments;
    expect((await call('lena', 'GET', `/attachments/${file.id}`)).status).to.equal(200);
    for (const other of ['pia', 'carl'])
      expect((await call(other, 'GET', `/attachments/${file.id}`)).status).to.equal(404);
    expect(await done('anna', 'GET', `/tickets/${id}`)).to.deep.include({ court: 'provider' });
    const { input } = await done('anna', 'GET', `/tickets/${id}/sla`);
    expect(input.events.map(({ type, court }: Answered['body']) => [type, court ?? null])).to.deep.equal([
      ['created', 'provider'],
      ['court', 'third_party'],
      ['court', 'provider'],
    ]);
  });

  it('keeps what others write to its address as unverified, and waits on', async () => {
    const { id } = await opened();
    const address = await replyAddress();
    await done('anna', 'POST', `/tickets/${id}/court`, { court: 'third_party', note: 'The carrier looks.' });
    await send({
      from: 'mallory@elsewhere.example',
      to: address,
      text: 'Trust me.',
      messageId: '<2@elsewhere.example>',
    });
    const { items } = await done('anna', 'GET', `/tickets/${id}/threads`);
    expect(items[0].state).to.equal('waiting');
    expect(items[0].messages.at(-1)).to.deep.include({ text: 'Trust me.', verified: false });
    expect((await done('anna', 'GET', `/tickets/${id}`)).court).to.equal('third_party');
  });

  it('is known to whom it was opened for, and to no customer', async () => {
    const { id, thread } = await opened();
    const shared = await done('anna', 'POST', `/tickets/${id}/threads`, {
      ...{ contact: { ...CONTACT, email: 'second@carrier.example' }, text: 'For both desks.', visibility: 'desks' },
    });
    const ofPartner = await done('pia', 'POST', `/tickets/${id}/threads`, {
      ...{ contact: { ...CONTACT, email: 'third@carrier.example' }, text: 'Ours.' },
    });
    const seen = async (who: string) =>
      (await done(who, 'GET', `/tickets/${id}`)).threads?.map((one: { id: string }) => one.id);
    expect(await seen('lena')).to.deep.equal([thread.id, shared.id]);
    expect(await seen('pia')).to.deep.equal([shared.id, ofPartner.id]);
    expect(await seen('carl')).to.equal(undefined);
    expect((await call('carl', 'GET', `/tickets/${id}/threads`)).status).to.equal(403);
    expect((await call('carl', 'POST', `/tickets/${id}/threads`, { contact: CONTACT, text: 'Hi' })).status).to.equal(
      403,
    );
    expect((await call('pia', 'POST', `/tickets/${id}/threads/${thread.id}/chase`)).status).to.equal(404);
    const told = async (who: string) =>
      (await done(who, 'GET', `/tickets/${id}/timeline?limit=100`)).items.filter(({ type }: Answered['body']) =>
        type.startsWith('ticket-third-party'),
      ).length;
    expect([await told('lena'), await told('pia'), await told('carl')]).to.deep.equal([2, 2, 0]);
  });

  it('is its owner’s dated task, says once that it is late, and is chased in one command', async () => {
    const admin = await desk.key({ kind: 'provider' }, ['admin']);
    const vendor = {
      id: 'carrier-one',
      name: 'Carrier One',
      contacts: [{ name: 'Noor', email: 'late@carrier.example' }],
    };
    const made = await desk.call(admin, 'POST', '/vendors', { ...vendor, promisedMinutes: 60 });
    expect(made.status, JSON.stringify(made.body)).to.equal(201);
    const { id } = await logged();
    const wrong = await call('anna', 'POST', `/tickets/${id}/threads`, { vendor: 'never-there', text: 'Hello?' });
    expect([wrong.status, wrong.body.errors[0].path]).to.deep.equal([422, 'vendor']);
    const thread = await done('anna', 'POST', `/tickets/${id}/threads`, { vendor: 'carrier-one', text: 'Hello?' });
    expect(thread).to.deep.include({ vendor: 'carrier-one', dueAt: '2026-11-02T09:00:00Z' });
    const tasks = async () =>
      (await done('anna', 'GET', '/threads')).items.map(({ thread: one }: Answered['body']) => one.id);
    expect((await tasks()).includes(thread.id)).to.equal(true);

    await desk.moveTo('2026-11-02T09:30:00Z');
    await desk.settle();
    expect(await done('anna', 'GET', `/tickets/${id}/threads/${thread.id}`)).to.deep.include({ overdue: true });
    const mails = (await mailsTo('anna@people.example')).filter(({ text }) => text.includes('has not answered'));
    expect(mails.length).to.equal(1);
    const chased = await done('anna', 'POST', `/tickets/${id}/threads/${thread.id}/chase`);
    expect([chased.chased, chased.messages.at(-1).chase]).to.deep.equal([1, true]);
    expect((await mailsTo('late@carrier.example')).length).to.equal(2);

    await done('anna', 'POST', `/tickets/${id}/threads/${thread.id}/close`);
    expect((await tasks()).includes(thread.id)).to.equal(false);
    const late = await call('anna', 'POST', `/tickets/${id}/threads/${thread.id}/chase`);
    expect(late.status).to.equal(409);
  });

  it('reminds the third party, not the desk, while the ticket waits for an answer in a thread', async () => {
    const { id } = await opened({ contact: { ...CONTACT, email: 'slow@carrier.example' } });
    await done('anna', 'POST', `/tickets/${id}/court`, { court: 'third_party', note: 'The carrier looks.' });
    await desk.moveTo('2026-11-05T08:00:00Z');
    const mails = await mailsTo('slow@carrier.example');
    expect(mails.map(({ text }) => text.includes('We are still waiting for your answer'))).to.deep.equal([true, false]);
  });

  it('is passed on to a colleague, whose task it is then, and to nobody else', async () => {
    const { id, thread } = await opened({ promised: { minutes: 60 } });
    const at = `/tickets/${id}/threads/${thread.id}`;
    const refused = async (owner: string) => {
      const { status, body } = await call('anna', 'POST', `${at}/owner`, { owner });
      return [status, body.errors?.[0]?.path];
    };
    expect(await refused('never-there')).to.deep.equal([422, 'owner']);
    expect(await refused('pia')).to.deep.equal([422, 'owner']);
    expect((await call('pia', 'POST', `${at}/owner`, { owner: 'pia' })).status).to.equal(404);
    expect((await call('carl', 'POST', `${at}/owner`, { owner: 'carl' })).status).to.equal(403);
    const passed = await done('anna', 'POST', `${at}/owner`, { owner: 'lena' });
    expect(passed.owner).to.deep.equal({ id: 'lena', name: 'lena', party: 'provider' });
    const tasks = async (who: string) =>
      (await done(who, 'GET', '/threads')).items.map(({ thread: one }: Answered['body']) => one.id);
    expect([(await tasks('lena')).includes(thread.id), (await tasks('anna')).includes(thread.id)]).to.deep.equal([
      true,
      false,
    ]);
    const told = (await done('anna', 'GET', `/tickets/${id}/timeline`)).items.at(-1);
    expect([told.type, told.data.to.name, told.data.from.name]).to.deep.equal([
      ...['ticket-third-party-passed', 'lena', 'anna'],
    ]);
  });

  it('is found by what is said in it, by those who read it', async () => {
    const own = await opened({ text: 'The quetzalcoatl trunk is down.' });
    const both = await opened({ text: 'The xylophone trunk is down.', visibility: 'desks' });
    await desk.settle();
    const found = async (who: string, q: string) =>
      (await done(who, 'GET', `/tickets?q=${q}`)).items.map((one: Answered['body']) => one.id);
    expect(await found('anna', 'quetzalcoatl')).to.deep.equal([own.id]);
    expect(await found('pia', 'quetzalcoatl')).to.deep.equal([]);
    expect(await found('pia', 'xylophone')).to.deep.equal([both.id]);
    expect(await found('carl', 'xylophone')).to.deep.equal([]);
    // A ticket whose words are written anew keeps those of its threads.
    const { version } = await done('anna', 'GET', `/tickets/${own.id}`);
    await done('anna', 'PATCH', `/tickets/${own.id}`, { subject: 'Silence', version });
    await desk.settle();
    expect(await found('anna', 'quetzalcoatl')).to.deep.equal([own.id]);
  });

  it('takes neither the customer nor the desk itself for a third party', async () => {
    const { id } = await logged();
    const refusal = async (email: string) => {
      const { status, body } = await call('anna', 'POST', `/tickets/${id}/threads`, {
        contact: { ...CONTACT, email },
        text: 'x',
      });
      return [status, body.errors?.[0]?.path];
    };
    expect(await refusal('it@hansa-logistics.example')).to.deep.equal([422, 'contact.email']);
    expect(await refusal('desk@desk.example')).to.deep.equal([422, 'contact.email']);
  });
});
