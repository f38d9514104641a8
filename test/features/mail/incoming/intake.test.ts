import { expect } from 'chai';
import { describe, it } from 'mocha';
import { newText } from '../../../../server/domain/mail/quoted.js';
import { type MailSaid, mailIntake } from '../../../../server/features/mail/incoming/intake.js';
import { parseMail } from '../../../../server/features/mail/incoming/received.js';

const raw = (headers: Record<string, string>, body = 'Hello') =>
  Buffer.from(
    `${Object.entries({
      From: 'Ines Vogt <it@logistics.example>',
      To: 'desk@desk.example',
      Subject: 'No calls',
      'Message-ID': '<one@logistics.example>',
      ...headers,
    })
      .map(([name, value]) => `${name}: ${value}`)
      .join('\r\n')}\r\n\r\n${body}\r\n`,
  );

const THREAD = 't-0123456789abcdefghjk';

/** Tickets that only remember what they were asked. */
function desk(trustedServer: string | null = null) {
  const done: unknown[] = [];
  const brief = ({ sender, proved, automatic, text, files }: MailSaid) => ({
    ...{ from: sender.address, proved, automatic, text },
    files: files.map(({ name, type, content }) => `${name} ${type} ${content.length}`),
  });
  const seeds: string[] = [];
  const intake = mailIntake({
    deskDomains: ['desk.example'],
    trustedServer,
    kept: { begin: async () => undefined, done: async () => undefined },
    tickets: {
      toThread: async (tag, { text }) => {
        if (tag !== THREAD) return false;
        done.push({ thread: tag, text });
        return true;
      },
      named: async (hint) => (hint === 't1' ? { id: 't1', participants: ['IT@logistics.example'] } : null),
      reply: async (ticket, said) => {
        seeds.push(said.seed);
        done.push({ reply: ticket, ...brief(said) });
        return ticket;
      },
      log: async ({ subject, to }, said) => {
        seeds.push(said.seed);
        done.push({ log: subject, to, ...brief(said) });
        return 't2';
      },
    },
  });
  const take = async (source: Buffer, envelope = { from: 'it@logistics.example', to: ['desk@desk.example'] }) =>
    intake(await parseMail(source, envelope));
  return { done, seeds, take };
}

const said = { from: 'it@logistics.example', proved: false, automatic: false, text: 'Hello', files: [] };

describe('mail that comes in', () => {
  it('becomes a ticket', async () => {
    const { done, take } = desk();
    expect(await take(raw({ Cc: 'hansa@desk.example' }))).to.equal('logged');
    expect(done).to.deep.equal([{ log: 'No calls', to: ['desk@desk.example', 'hansa@desk.example'], ...said }]);
  });

  it('goes to the conversation with a third party whose address it was sent to, or whose mail it answers', async () => {
    const { done, take } = desk();
    const from = { From: 'noc@carrier.example' };
    expect(await take(raw({ ...from, To: `desk+${THREAD}@desk.example` }))).to.equal('reply');
    const references = { 'In-Reply-To': `<m.abc.${THREAD}@desk.example>` };
    expect(await take(raw({ ...from, ...references, 'Message-ID': '<two@carrier.example>' }))).to.equal('reply');
    const guessed = { To: 'desk+t-zzzzzzzzzzzzzzzzzzzz@desk.example', 'Message-ID': '<three@carrier.example>' };
    expect(await take(raw({ ...from, ...guessed }))).to.equal('logged');
    expect(done.slice(0, 2)).to.deep.equal([
      { thread: THREAD, text: 'Hello' },
      { thread: THREAD, text: 'Hello' },
    ]);
  });

  it('becomes a reply by the tag of its address, from who has a part in the ticket', async () => {
    const { done, take } = desk();
    const taken = await take(raw({ To: 'Desk+T1@desk.example' }), {
      from: 'it@logistics.example',
      to: ['desk+t1@desk.example'],
    });
    expect([taken, done]).to.deep.equal(['reply', [{ reply: 't1', ...said }]]);
  });

  it('becomes a reply by the mail of ours that it refers to', async () => {
    const { done, take } = desk();
    const taken = await take(raw({ References: '<t.t1@desk.example> <x@y.example>', 'In-Reply-To': '<x@y.example>' }));
    expect([taken, done]).to.deep.equal(['reply', [{ reply: 't1', ...said }]]);
  });

  it('is a ticket of its own where a stranger answers, or the ticket is none', async () => {
    const { done, take } = desk();
    const stranger = { From: 'x@stranger.example', To: 'desk+t1@desk.example' };
    await take(raw(stranger), { from: 'x@stranger.example', to: ['desk+t1@desk.example'] });
    await take(raw({ To: 'desk+t9@desk.example' }), { from: 'it@logistics.example', to: ['desk+t9@desk.example'] });
    expect(done).to.deep.equal([
      { log: 'No calls', to: ['desk+t1@desk.example'], ...said, from: 'x@stranger.example' },
      { log: 'No calls', to: ['desk+t9@desk.example'], ...said },
    ]);
  });

  it('is nobody’s concern where a machine answered, nobody or several wrote it, or it comes from the desk itself', async () => {
    const { done, take } = desk();
    const ignored = [
      await take(raw({ 'Auto-Submitted': 'auto-replied' })),
      await take(raw({}), { from: '', to: ['desk@desk.example'] }),
      await take(raw({ From: 'a@b.example, c@d.example' })),
      await take(raw({ From: 'desk+1@desk.example' })),
    ];
    expect([ignored, done]).to.deep.equal([['ignored', 'ignored', 'ignored', 'ignored'], []]);
  });

  it('is logged from a machine, marked so that nobody answers it', async () => {
    const { done, take } = desk();
    await take(raw({ 'Auto-Submitted': 'auto-generated' }));
    expect(done).to.deep.equal([{ log: 'No calls', to: ['desk@desk.example'], ...said, automatic: true }]);
  });

  it('is proved only by the server that is trusted, when that is set', async () => {
    const headers = { 'Authentication-Results': 'mx.desk.example;\r\n dmarc=pass header.from=logistics.example' };
    const [trusting, wary] = [desk('mx.desk.example'), desk()];
    await trusting.take(raw(headers));
    await wary.take(raw(headers));
    expect([trusting.done, wary.done]).to.deep.equal([
      [{ log: 'No calls', to: ['desk@desk.example'], ...said, proved: true }],
      [{ log: 'No calls', to: ['desk@desk.example'], ...said }],
    ]);
  });

  it('has the same seed when it comes again, and another one when it is another', async () => {
    const { seeds, take } = desk();
    await take(raw({}));
    await take(raw({ Received: 'from elsewhere' }));
    await take(raw({ 'Message-ID': '<two@logistics.example>' }));
    await take(raw({ From: 'x@stranger.example' }));
    expect([seeds[0] === seeds[1], new Set(seeds).size]).to.deep.equal([true, 3]);
  });

  it('keeps its files and the words of an HTML mail', async () => {
    const { done, take } = desk();
    const body = [
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Hello <b>you</b></p><script>x()</script>',
      '--b',
      'Content-Type: text/plain; name="log.txt"',
      'Content-Disposition: attachment; filename="log.txt"',
      '',
      'abc',
      '--b--',
    ].join('\r\n');
    await take(raw({ 'Content-Type': 'multipart/mixed; boundary=b', 'MIME-Version': '1.0' }, body));
    expect(done).to.deep.equal([
      { log: 'No calls', to: ['desk@desk.example'], ...said, text: 'Hello you', files: ['log.txt text/plain 3'] },
    ]);
  });
});

describe('what is new in an answer', () => {
  const cases: [string, string, string][] = [
    [
      'a quote at the end',
      'Thanks\n\nOn Mon, 2 Nov 2026 at 09:00, Hansa IT <desk@desk.example> wrote:\n> Hello\n> you',
      'Thanks',
    ],
    [
      'an attribution on two lines',
      'Thanks\n\nOn Mon, 2 Nov 2026 at 09:00,\nHansa IT <desk@desk.example> wrote:\n\n> Hello',
      'Thanks',
    ],
    ['a German one', 'Danke\n\nAm 02.11.26 um 09:00 schrieb Hansa IT:\n> Hallo', 'Danke'],
    ['Outlook’s', 'Thanks\n\nFrom: Hansa IT\nSent: Monday\nTo: me\n\nHello', 'Thanks'],
    ['a bare quote', 'Thanks\n\n> Hello\n>\n> you\n', 'Thanks'],
    ['a signature', 'Thanks\n-- \nInes Vogt', 'Thanks'],
    ['answers between the lines', '> Does it work?\nNo.\n> At all?\nNo.', '> Does it work?\nNo.\n> At all?\nNo.'],
    ['nothing but a quote', '> Hello', '> Hello'],
    ['plain words', 'On Monday I wrote to you: nothing works.', 'On Monday I wrote to you: nothing works.'],
  ];
  for (const [name, text, expected] of cases) {
    it(`is found with ${name}`, () => expect(newText(text)).to.equal(expected));
  }
});
