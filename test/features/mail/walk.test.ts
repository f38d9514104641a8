import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { createTransport } from 'nodemailer';
import { openTestDesk, type TestDesk } from '../../support/desk.js';

interface MailboxMail {
  id: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  headers: { name: string; value: string }[];
}

describe('mail of a whole desk, over real SMTP to its own mailbox', () => {
  let desk: TestDesk;
  let provider: string;
  let hansa: string;

  before(async () => {
    desk = await openTestDesk('2026-11-02T08:00:00Z', { DEMO: 'on' });
    provider = await desk.key({ kind: 'provider' }, ['tickets:write']);
    hansa = await desk.key({ kind: 'partner', id: 'hansa-it' }, ['tickets:write']);
  });
  after(() => desk.close());

  /** Everything that was mailed about a ticket, by receiver and subject or first words. */
  async function mails(to?: string): Promise<MailboxMail[]> {
    await desk.settle();
    await desk.desk.mail.post.sendDue(100);
    const { body } = await desk.call(provider, 'GET', `/mailbox?limit=200${to ? `&to=${encodeURIComponent(to)}` : ''}`);
    const items = body.items as { id: string }[];
    return Promise.all(items.map(async ({ id }) => (await desk.call(provider, 'GET', `/mailbox/${id}`)).body));
  }

  const headline = ({ text }: MailboxMail) => text.split('\n')[2];
  const linkIn = ({ text }: MailboxMail) => /\/l\/([\w-]+)/.exec(text)?.[1] ?? '';
  const log = async (as: string, deal: string, email: string) =>
    (
      await desk.call(as, 'POST', '/tickets', {
        subject: `About ${deal}`,
        deal,
        requester: { email, name: 'Ina Vogt' },
      })
    ).body;

  async function send(mail: { from: string; to: string; subject: string; text: string; messageId?: string }) {
    const transport = createTransport({ host: '127.0.0.1', port: desk.desk.mail.listeningAt() ?? 0, secure: false });
    await transport.sendMail(mail);
    transport.close();
  }

  it('tells customer and partner of an answer as the deal says, and lets the customer in by the link', async () => {
    const address = 'p.lorenz@hansa-logistics.example';
    const ticket = await log(provider, 'D-1001', address);
    const reply = { text: 'We see it too.', visibility: 'customer' };
    expect((await desk.call(provider, 'POST', `/tickets/${ticket.id}/replies`, reply)).status).to.equal(200);
    const [answer, received] = await mails(address);
    expect([answer, received].map((mail) => mail && headline(mail))).to.deep.equal([
      'Hansa IT has written to you',
      'Hansa IT has logged this for you',
    ]);
    expect(answer?.subject).to.equal(`[#${ticket.number}] About D-1001`);
    expect(answer?.text).to.include('We see it too.');
    const partners = (await mails('helpdesk@hansa-it.example')).map((mail) => headline(mail));
    expect(partners).to.include('Northwind Cloud has written to you');

    const token = answer ? linkIn(answer) : '';
    const shown = await desk.call(null, 'GET', `/links/${token}`);
    expect(shown.body).to.deep.equal({ purpose: 'ticket', state: 'ready', about: { number: ticket.number } });
    const pressed = await desk.call(null, 'POST', `/links/${token}`, {});
    const cookie = (pressed.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect((await desk.call(cookie, 'GET', `/tickets/${ticket.id}`)).body.number).to.equal(ticket.number);
    expect((await desk.call(null, 'POST', `/links/${token}`, {})).body.code).to.equal('expired');
    expect((await desk.call(null, 'POST', `/links/${token}/renew`)).status).to.equal(202);
    expect((await mails(address)).map(headline)[0]).to.equal(`Follow ticket ${ticket.number}`);
  });

  it('writes to the partner only where the deal says so, and says why the customer got nothing', async () => {
    const address = 'servicedesk@nordlicht-pharma.example';
    const ticket = await log(provider, 'D-1002', address);
    expect(await mails(address)).to.deep.equal([]);
    const { body } = await desk.call(provider, 'GET', `/tickets/${ticket.id}/mails`);
    const brief = body.items.map((mail: { address: string; state: string; reason: string }) =>
      [mail.address, mail.state, mail.reason].join(' | '),
    );
    expect(brief).to.have.members([
      'helpdesk@hansa-it.example | handed-over | Deal D-1002 sends mail to Hansa IT only.',
      `${address} | withheld | Deal D-1002 sends mail to Hansa IT only.`,
    ]);
  });

  it('takes an answer by mail into the ticket, once, and hands it to the partner', async () => {
    const address = 'it@hansa-logistics.example';
    const ticket = await log(hansa, 'D-1001', address);
    const [received] = await mails(address);
    const replyTo = received?.headers.find(({ name }) => name === 'reply-to')?.value ?? '';
    expect(replyTo).to.include(`desk+${ticket.id}@desk.example`);
    const answer = {
      from: `Ina Vogt <${address}>`,
      to: `desk+${ticket.id}@desk.example`,
      subject: 'Re: calls',
      text: 'It works again.\n\nOn Mon, 2 Nov 2026 at 09:00, Hansa IT <desk@desk.example> wrote:\n> Hello',
      messageId: '<answer-1@hansa-logistics.example>',
    };
    await send(answer);
    await send(answer);
    const { body } = await desk.call(hansa, 'GET', `/tickets/${ticket.id}/messages`);
    expect(body.items.map(({ text }: { text: string }) => text)).to.deep.equal(['It works again.']);
    expect((await mails('helpdesk@hansa-it.example')).map(headline)).to.include('Ina Vogt has written');
  });

  it('asks an unknown address to confirm itself, once, and tells it nothing before', async () => {
    const address = 'stranger@nowhere.example';
    const first = { from: address, to: 'desk@desk.example', subject: 'Secret words', text: 'Help.' };
    await send(first);
    await send({ ...first, subject: 'More words' });
    const asked = await mails(address);
    expect(asked.map(headline)).to.deep.equal(['Is this your address?']);
    expect(JSON.stringify(asked[0])).to.not.match(/Secret words|Hansa|Northwind Cloud writes/);
    const token = asked[0] ? linkIn(asked[0]) : '';
    const { body } = await desk.call(null, 'POST', `/links/${token}`, {});
    expect((await desk.call(provider, 'GET', `/tickets/${body.ticket}`)).body.subject).to.equal('Secret words');
    expect((await mails(address)).map(headline)).to.deep.equal(['We have your message', 'Is this your address?']);
  });

  it('logs what comes by mail under the deal of who wrote it, as claimed', async () => {
    await send({
      from: 'maike.harms@elbe-foods.example',
      to: 'hansa@desk.example',
      subject: 'No sound',
      text: 'Help.',
    });
    const { body } = await desk.call(provider, 'GET', '/tickets?customer=elbe-foods');
    const { origin, subject } = body.items[0];
    expect([subject, origin.channel, origin.confidence, origin.deal.id]).to.deep.equal([
      'No sound',
      'mail',
      'claimed',
      'D-1003',
    ]);
    expect((await mails('maike.harms@elbe-foods.example')).map(headline)).to.deep.equal(['We have your message']);
  });

  it('shows the mailbox to nobody but the provider', async () => {
    expect((await desk.call(hansa, 'GET', '/mailbox')).status).to.equal(404);
  });

  it('never sent two mails with different ids for one event to one receiver', async () => {
    const all = await mails();
    const ids = all.map(({ headers }) => headers.find(({ name }) => name === 'message-id')?.value);
    expect(new Set(ids).size).to.equal(all.length);
  });
});
