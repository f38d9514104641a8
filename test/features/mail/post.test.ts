import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Connection } from 'mongoose';
import { mailModels } from '../../../server/features/mail/model.js';
import { type Mailing, postOffice } from '../../../server/features/mail/post.js';
import { loadTemplates, mailRenderer } from '../../../server/features/mail/render.js';
import { smtpTransport } from '../../../server/features/mail/transport.js';
import { connect, ensureIndexes } from '../../../server/platform/database/connect.js';
import { type SmtpReceiver, smtpReceiver } from '../../support/smtp-receiver.js';
import { freshDatabaseUri } from '../../support/store.js';
import { samples } from './samples.js';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const render = mailRenderer(loadTemplates(fileURLToPath(new URL('../../../templates/mail', import.meta.url))));
const [content] = samples;
const to = (address: string) =>
  ({ address, name: 'Ines Vogt', party: 'customer', reason: 'They asked.', remark: null }) as const;

function mailing(over: Partial<Mailing> = {}): Mailing {
  if (!content) throw new Error('There is no sample');
  return {
    event: 'ticket:t1:1:0',
    topic: { kind: 'ticket', id: 't1' },
    thread: { ticket: 't1', answers: ['<their@mail.example>'] },
    recipients: {
      receivers: [to('it@logistics.example')],
      withheld: [{ address: null, party: 'partner', code: 'recipient-policy', reason: 'The customer only.' }],
    },
    kind: content.kind,
    content: () => content,
    ...over,
  };
}

describe('the post office', () => {
  let connection: Connection;
  let receiver: SmtpReceiver;
  let now: number;
  const clock = { real: () => new Date(now * 1000) };

  beforeEach(async () => {
    now = 1_790_000_000;
    connection = await connect(await freshDatabaseUri());
    receiver = await smtpReceiver();
  });
  afterEach(async () => {
    await receiver.close();
    await connection.dropDatabase();
    await connection.close();
  });

  /** A process of the desk: several of them share the store. */
  async function office(transport = smtpTransport(receiver.url)) {
    const models = mailModels(connection);
    await ensureIndexes(connection);
    const desk = { address: 'desk@desk.example', domain: 'desk.example' };
    return postOffice({ ...models, render, transport, desk, clock, logger: silent, backOff: [10, 60] });
  }

  it('sends a mail once for an event and a receiver, in the thread of its ticket', async () => {
    const post = await office();
    expect([await post.take(mailing()), await post.take(mailing())]).to.deep.equal([{ taken: 1 }, { taken: 0 }]);
    await post.sendDue(10);
    await post.take(mailing());
    await post.sendDue(10);
    expect(receiver.taken).to.have.length(1);
    const [mail] = receiver.taken;
    expect(mail?.messageId).to.match(/^<m\.[0-9a-z]{20}\.t1@desk\.example>$/);
    expect([mail?.replyTo?.text, mail?.inReplyTo, mail?.references]).to.deep.equal([
      '"Hansa IT" <desk+t1@desk.example>',
      '<their@mail.example>',
      ['<t.t1@desk.example>', '<their@mail.example>'],
    ]);
    expect(mail?.subject).to.equal('[#1042] No outbound calls since 08:05');
    await post.stop();
  });

  it('sends another event, or to another receiver, under another id', async () => {
    const post = await office();
    const both = { receivers: [to('it@logistics.example'), to('b@logistics.example')], withheld: [] };
    await post.take(mailing({ recipients: both }));
    await post.take(mailing({ event: 'ticket:t1:2:0' }));
    await post.sendDue(10);
    expect(new Set(receiver.taken.map(({ messageId }) => messageId)).size).to.equal(3);
    await post.stop();
  });

  it('tries again what the far side puts off, and arrives with the same id', async () => {
    receiver.moods.push(451, 'hang-up');
    const post = await office();
    await post.take(mailing());
    for (const wait of [0, 10, 60]) {
      now += wait;
      await post.sendDue(10);
    }
    const ids = receiver.taken.map(({ messageId }) => messageId);
    expect([ids.length, new Set(ids).size]).to.deep.equal([2, 1]);
    const { sent } = await post.about({ kind: 'ticket', id: 't1' });
    expect(sent.map(({ state, attempts, address }) => [state, attempts, address])).to.deep.equal([
      ['handed-over', 3, 'it@logistics.example'],
    ]);
    await post.stop();
  });

  it('gives up at once on a mailbox that does not exist, and says so', async () => {
    receiver.moods.push(550);
    const post = await office();
    await post.take(mailing());
    expect(await post.sendDue(10)).to.deep.equal({ handedOver: 0, postponed: 0, failed: 1 });
    const { sent } = await post.about({ kind: 'ticket', id: 't1' });
    expect(sent.map(({ state, answer }) => `${state} ${answer}`).join()).to.match(/^failed .*No such mailbox/);
    await post.stop();
  });

  it('sends the same id twice, not two ids, when it dies between acceptance and record', async () => {
    const real = smtpTransport(receiver.url);
    const dying = await office({
      close: () => real.close(),
      send: async (mail) => {
        await real.send(mail);
        return new Promise(() => undefined);
      },
    });
    await dying.take(mailing());
    void dying.sendDue(1);
    while (receiver.taken.length === 0) await new Promise((resolve) => setImmediate(resolve));
    now += 60;
    const heir = await office();
    expect(await heir.sendDue(10)).to.deep.equal({ handedOver: 1, postponed: 0, failed: 0 });
    const ids = receiver.taken.map(({ messageId }) => messageId);
    expect([ids.length, new Set(ids).size]).to.deep.equal([2, 1]);
    real.close();
    await heir.stop();
  });

  it('keeps why a mail was not sent, once', async () => {
    const post = await office();
    await post.take(mailing());
    await post.take(mailing());
    const { withheld } = await post.about({ kind: 'ticket', id: 't1' });
    expect(withheld.map(({ party, code, reason }) => ({ party, code, reason }))).to.deep.equal([
      { party: 'partner', code: 'recipient-policy', reason: 'The customer only.' },
    ]);
    await post.stop();
  });

  it('forgets what a mail said once it is handed over', async () => {
    const post = await office();
    await post.take(mailing());
    const kept = async () => (await mailModels(connection).deliveries.findOne({}).lean())?.mail?.subject;
    expect(await kept()).to.equal('[#1042] No outbound calls since 08:05');
    await post.sendDue(10);
    expect(await kept()).to.equal(undefined);
    await post.stop();
  });
});
