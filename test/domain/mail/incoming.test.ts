import { expect } from 'chai';
import { describe, it } from 'mocha';
import { taggedAddress, tagOf } from '../../../server/domain/mail/address.js';
import { senderIsProved } from '../../../server/domain/mail/authentication.js';
import { automatic } from '../../../server/domain/mail/automatic.js';
import { mailMessageId, rootMessageId, ticketHints } from '../../../server/domain/mail/thread.js';

describe('addresses with a tag', () => {
  it('are made and read', () => {
    expect(taggedAddress('desk@desk.example', '42')).to.equal('desk+42@desk.example');
    const read = ['desk+42@desk.example', 'Desk+D-1@DESK.EXAMPLE', 'desk+@desk.example', 'desk@desk.example', 'a+1@b'];
    expect(read.map((address) => tagOf(address, ['desk.example']))).to.deep.equal(['42', 'D-1', null, null, null]);
  });
});

describe('what a mail answers to', () => {
  const hints = (to: string[], references: string[]) => ticketHints({ to, references }, ['desk.example']);

  it('is the tag first, then the mails it refers to, each ticket once', () => {
    const references = [mailMessageId('0a1b', 'T-7', 'desk.example'), rootMessageId('T-8', 'desk.example')];
    expect(hints(['desk+T-7@desk.example'], references)).to.deep.equal(['T-7', 'T-8']);
  });

  it('is nothing where the ids are of others or of no ticket', () => {
    const references = [
      '<t.T-7@elsewhere.example>',
      mailMessageId('0a1b', null, 'desk.example'),
      '<CAF.1234.5@desk.example>',
      'garbage',
    ];
    expect(hints(['desk@desk.example', 'x+T-9@elsewhere.example'], references)).to.deep.equal([]);
  });
});

describe('mail from machines', () => {
  const cases: [string, Record<string, string>, string, 'reply' | 'generated' | null][] = [
    ['a person', {}, 'a@b.example', null],
    ['a person whose program says so', { 'auto-submitted': 'no' }, 'a@b.example', null],
    ['out of office', { 'auto-submitted': 'Auto-Replied; owner-email="x@y"' }, 'a@b.example', 'reply'],
    ['out of office, older', { 'x-autoreply': 'yes' }, 'a@b.example', 'reply'],
    ['a bounce', {}, '', 'reply'],
    ['a report', { 'content-type': 'multipart/report; report-type=delivery-status' }, 'a@b.example', 'reply'],
    ['monitoring', { 'auto-submitted': 'auto-generated' }, 'a@b.example', 'generated'],
    ['a mailing list', { 'list-id': '<list.example>' }, 'a@b.example', 'generated'],
    ['bulk mail', { precedence: 'Bulk' }, 'a@b.example', 'generated'],
  ];
  for (const [name, headers, envelope, expected] of cases) {
    it(`${name} is ${expected ?? 'none'}`, () =>
      expect(automatic(new Map(Object.entries(headers)), envelope)).to.equal(expected));
  }
});

describe('the proof of a sender', () => {
  const proved = (results: string[], from = 'it@logistics.example', server: string | null = 'mx.desk.example') =>
    senderIsProved(results, from, server);
  const pass = 'mx.desk.example; spf=pass smtp.mailfrom=logistics.example; dmarc=pass header.from=logistics.example';

  it('is a pass of DMARC for the domain in From, said by the server that we trust', () => {
    const said = [
      pass,
      'MX.desk.example 1; dmarc=Pass (p=reject dis=none) header.from=Logistics.example',
      'mx.desk.example; dkim=pass (a; dmarc=fail) header.d=x; dmarc=pass header.from="logistics.example"',
    ];
    expect(said.map((one) => proved([one]))).to.deep.equal([true, true, true]);
  });

  it('is nothing else', () => {
    const said = [
      'mx.desk.example; dmarc=fail header.from=logistics.example',
      'mx.desk.example; dmarc=pass header.from=other.example',
      'mx.desk.example; dmarc=pass',
      'mx.desk.example; dmarc=passed header.from=logistics.example',
      'mx.desk.example; dmarc=fail header.from=logistics.example; dmarc=pass header.from=logistics.example',
      'mx.desk.example; spf=fail smtp.mailfrom="x; dmarc=pass header.from=logistics.example"',
      'mx.desk.example; spf=none (; dmarc=pass header.from=logistics.example)',
      'mx.desk.example; none',
      'forged.example; dmarc=pass header.from=logistics.example',
      '',
    ];
    expect(said.filter((one) => proved([one]))).to.deep.equal([]);
    expect(proved([])).to.equal(false);
  });

  it('counts only the topmost word of that server', () => {
    expect(proved(['mx.desk.example; dmarc=fail header.from=logistics.example', pass])).to.equal(false);
    expect(proved(['other.example; dmarc=fail', pass])).to.equal(true);
  });

  it('does not exist without such a server', () => {
    expect(proved([pass], 'it@logistics.example', null)).to.equal(false);
  });
});
