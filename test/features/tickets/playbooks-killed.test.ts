import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Connection } from 'mongoose';
import { SYSTEM } from '../../../server/domain/access/access.js';
import { parseInstant } from '../../../server/domain/time/instant.js';
import { ticketModels } from '../../../server/features/tickets/model.js';
import { ticketService } from '../../../server/features/tickets/service/index.js';
import { connect } from '../../../server/platform/database/connect.js';
import { changes } from '../../../server/platform/log/changes.js';
import { commandOf, systemCommand } from '../../../server/platform/log/command.js';
import { dispatcher } from '../../../server/platform/log/dispatcher.js';
import { log } from '../../../server/platform/log/log.js';
import { cuttingProxy } from '../../support/cutting-proxy.js';
import { openTestDesk, type TestDesk } from '../../support/desk.js';
import { openFragile } from '../../support/platform.js';
import { freshDatabaseUri } from '../../support/store.js';

const NOISY = `
name: noisy
title: Noisy
on: [priority-changed]
steps:
  - set: { priority: urgent, addTags: [noisy] }
  - hand-over: { to: provider, note: "It became urgent." }
  - notify: { to: partner, text: "#{number} became urgent." }
  - escalate: { tier: duty, text: "#{number} became urgent." }
contacts: { duty: [{ name: Duty, address: duty@hansa-it.example }] }
`;

const unasked = () => Promise.reject(new Error('This is not asked for here'));

/** A process that is killed between any two of its store commands delays what a playbook does; it doubles nothing. */
describe('a playbook whose process is killed', () => {
  let uri: string;
  let desk: TestDesk;
  let connection: Connection;
  let hansa: string;

  before(async () => {
    uri = await freshDatabaseUri();
    desk = await openTestDesk('2026-11-02T08:00:00Z', {}, uri);
    connection = await connect(uri);
    hansa = await desk.key({ kind: 'partner', id: 'hansa-it' }, ['admin', 'tickets:write']);
    const signed = await desk.call(hansa, 'PUT', '/partners/hansa-it/playbooks/noisy', NOISY, {
      'content-type': 'application/yaml',
    });
    expect(signed.status, JSON.stringify(signed.body)).to.be.oneOf([200, 201]);
  });
  after(async () => {
    await connection.close();
    await desk.close();
  });

  /** Begins the playbook in a process that dies after so many store commands; gives whether it lived to the end. */
  async function beginsIn(ticket: string, limit: number): Promise<boolean> {
    const proxy = await cuttingProxy(uri, limit);
    const fragile = openFragile(proxy.uri);
    const instant = parseInstant(await desk.now()) ?? 0;
    const clock = { now: async () => instant, real: () => new Date() };
    const theLog = log({ connection: fragile });
    const theDispatcher = dispatcher({ log: theLog, clock });
    const { agreements, playbooks } = desk.desk;
    const dying = ticketService({
      ...{ models: ticketModels(fragile), log: theLog, clock, agreements },
      remembered: { look: async () => undefined, agreements, playbooks },
      changes: changes({ clock, dispatcher: theDispatcher }),
      followed: { of: (_, read) => read() },
      people: { person: async () => null, partnerContacts: async () => [] },
      rotas: { called: async () => null },
      upgrades: { check: unasked, take: unasked, rejudge: unasked, giveBack: unasked },
      reservations: { reserve: unasked, giveBack: unasked },
      queueWork: { workOf: unasked },
      desk: { domains: [], name: 'Desk' },
    });
    theDispatcher.register(dying.subject);
    const command = commandOf(SYSTEM, systemCommand('test', ticket).id);
    const lived = await dying.runPlaybook(SYSTEM, command, ticket, 'noisy').then(
      () => true,
      () => false,
    );
    await fragile.close(true);
    await proxy.close();
    return lived;
  }

  const ofTicket = async (collection: string, ticket: string) =>
    (await connection.collection(collection).find({ ticket }).toArray()).map(({ text }) => text as string);

  it('does each of its steps, and everything that follows, once', async function () {
    this.timeout(180_000);
    let lived = false;
    for (let limit = 0; !lived; limit++) {
      const { body } = await desk.call(hansa, 'POST', '/tickets', {
        ...{ subject: `Killed after ${limit}`, kind: 'question', priority: 'low', court: 'partner', deal: 'D-1001' },
        requester: { email: 'it@hansa-logistics.example' },
      });
      lived = await beginsIn(body.id, limit);
      // Whoever comes after gives the same command again.
      const command = commandOf(SYSTEM, systemCommand('test', body.id).id);
      await desk.desk.tickets.runPlaybook(SYSTEM, command, body.id, 'noisy');
      // The next change takes along what waits for the log, as a sweep would.
      await desk.call(hansa, 'POST', `/tickets/${body.id}/replies`, { text: 'Noted.', visibility: 'own' });
      await desk.settle();
      const entries = (await desk.call(hansa, 'GET', `/tickets/${body.id}/timeline`)).body.items as { type: string }[];
      const count = (type: string) => entries.filter((entry) => entry.type === type).length;
      const counts = ['playbook-began', 'playbook-stepped', 'playbook-told', 'playbook-ended', 'ticket-handed-over'];
      expect(counts.map(count), `killed after ${limit}`).to.deep.equal([1, 4, 2, 1, 1]);
      expect(await ofTicket('ticket_notices', body.id), `notices after ${limit}`).to.have.length(2);
      expect(await ofTicket('ticket_messages', body.id)).to.have.members(['It became urgent.', 'Noted.']);
      expect(await connection.collection('runs').countDocuments({ ticket: body.id })).to.equal(1);
      const { sent } = await desk.desk.mail.post.about({ kind: 'ticket', id: body.id });
      const duty = sent.filter(({ address }) => address === 'duty@hansa-it.example');
      expect(duty, `mails after ${limit}`).to.have.length(1);
    }
  });
});
