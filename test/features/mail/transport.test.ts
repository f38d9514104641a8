import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { type MailTransport, type OutgoingMail, smtpTransport } from '../../../server/features/mail/transport.js';
import { type SmtpReceiver, smtpReceiver } from '../../support/smtp-receiver.js';

const mail = (over: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: '<m.abc.t1@desk.example>',
  from: { name: 'Hansa IT', address: 'desk@desk.example' },
  to: { name: 'Ines Vogt', address: 'it@logistics.example' },
  replyTo: { name: 'Hansa IT', address: 'desk+t1@desk.example' },
  references: ['<t.t1@desk.example>', '<their@mail.example>'],
  subject: '[#1042] No outbound calls',
  text: 'Hello\n',
  html: '<p>Hello</p>',
  ...over,
});

describe('mail over SMTP', () => {
  let receiver: SmtpReceiver;
  let transport: MailTransport;

  beforeEach(async () => {
    receiver = await smtpReceiver();
    transport = smtpTransport(receiver.url);
  });
  afterEach(async () => {
    transport.close();
    await receiver.close();
  });

  it('arrives with the headers of its thread and as from a machine', async () => {
    expect((await transport.send(mail())).result).to.equal('handed-over');
    const [arrived] = receiver.taken;
    const header = (name: string) => arrived?.headers.get(name);
    expect({
      id: arrived?.messageId,
      from: arrived?.from?.text,
      to: arrived?.to && !Array.isArray(arrived.to) ? arrived.to.text : null,
      replyTo: arrived?.replyTo?.text,
      inReplyTo: arrived?.inReplyTo,
      references: arrived?.references,
      automatic: header('auto-submitted'),
      subject: arrived?.subject,
      text: arrived?.text,
      html: arrived?.html,
    }).to.deep.equal({
      id: '<m.abc.t1@desk.example>',
      from: '"Hansa IT" <desk@desk.example>',
      to: '"Ines Vogt" <it@logistics.example>',
      replyTo: '"Hansa IT" <desk+t1@desk.example>',
      inReplyTo: '<their@mail.example>',
      references: ['<t.t1@desk.example>', '<their@mail.example>'],
      automatic: 'auto-generated',
      subject: '[#1042] No outbound calls',
      text: 'Hello\n',
      html: '<p>Hello</p>',
    });
  });

  it('lets no name and no subject add a header or a receiver', async () => {
    const evil = 'x\r\nBcc: all@victim.example';
    await transport.send(
      mail({ subject: evil, to: { name: `${evil}, <b@victim.example>`, address: 'it@logistics.example' } }),
    );
    const [arrived] = receiver.taken;
    expect(arrived?.headers.has('bcc')).to.equal(false);
    expect(
      arrived?.to && !Array.isArray(arrived.to) ? arrived.to.value.map(({ address }) => address) : [],
    ).to.deep.equal(['it@logistics.example']);
  });

  it('is refused for good by a code of 5xx, and failed for now by 4xx, a cut line or nobody there', async () => {
    receiver.moods.push(550, 451, 'hang-up');
    const results = [];
    for (let i = 0; i < 3; i++) results.push((await transport.send(mail())).result);
    await receiver.close();
    results.push((await transport.send(mail())).result);
    expect(results).to.deep.equal(['refused', 'failed', 'failed', 'failed']);
  });
});
