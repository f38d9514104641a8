import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { io, type Socket } from 'socket.io-client';
import { ask } from './ask.js';
import { HANSA, holds, NOBODY, READERS, type Reader } from './readers.js';
import { leaksIn } from './secrets.js';
import { EXISTS, type World } from './world.js';

/** What can be asked of the live connection, and of what: each reader is answered as over HTTP. */
const REQUESTS: Readonly<Record<string, (ticket: string) => object>> = {
  'queue:subscribe': () => ({ limit: 200 }),
  'queue:resume': () => ({ since: 0 }),
  'ticket:watch': (id) => ({ id }),
  'ticket:typing': (id) => ({ id, typing: true }),
  'ticket:unwatch': () => ({}),
};

/** What is sent, and for whom: of the owner's ticket, of outages. */
const SAID: Readonly<Record<string, (reader: Reader) => boolean>> = {
  'ticket:created': EXISTS.ticket,
  'ticket:updated': EXISTS.ticket,
  'ticket:removed': EXISTS.ticket,
  'ticket:event': EXISTS.ticket,
  'ticket:presence': EXISTS.ticket,
  'sla:due-soon': EXISTS.ticket,
  'sla:breached': EXISTS.ticket,
  'approval:asked': EXISTS.deal,
  'approval:answered': EXISTS.deal,
  'approval:ended': EXISTS.deal,
  'outage:started': EXISTS.outage,
  'outage:updated': EXISTS.outage,
  'outage:ended': EXISTS.outage,
};

const HOW = 'Say in test/matrix/sockets.ts what is asked or for whom it is said';

interface Said {
  event: string;
  text: string;
}

/** A connection that keeps all it hears, and can wait for something. */
interface Listener {
  socket: Socket;
  heard: Said[];
  // biome-ignore lint/suspicious/noExplicitAny: answers are compared as whatever they are
  ask(event: string, payload: object): Promise<any>;
  hears(event: string, word: string): Promise<Said>;
}

function listen(url: string, credential: string): Promise<Listener> {
  const isKey = credential.startsWith('td_');
  const socket = io(url, {
    ...{ transports: ['websocket'], reconnection: false, forceNew: true },
    ...(isKey ? { auth: { token: credential } } : { extraHeaders: { cookie: credential } }),
  });
  const heard: Said[] = [];
  const waiting: { fits(said: Said): boolean; resolve(said: Said): void }[] = [];
  socket.onAny((event: string, body: object) => {
    const said = { event, text: JSON.stringify(body) };
    heard.push(said);
    for (const one of waiting.filter(({ fits }) => fits(said))) one.resolve(said);
  });
  const listener: Listener = {
    ...{ socket, heard },
    ask: (event, payload) => socket.emitWithAck(event, payload),
    hears: (event, word) =>
      new Promise((resolve) => {
        const fits = (said: Said) => said.event === event && said.text.includes(word);
        const there = heard.find(fits);
        if (there) resolve(there);
        else waiting.push({ fits, resolve });
      }),
  };
  return new Promise((resolve, reject) =>
    socket.once('connect', () => resolve(listener)).once('connect_error', reject),
  );
}

/** The live connection of each reader: what they may see over HTTP, as long as they may. */
export function sockets(world: () => World): void {
  const readers = READERS.filter((reader) => reader !== NOBODY);

  describe('the live connection', () => {
    const open = new Map<Reader, Listener>();
    before(async () => {
      for (const reader of readers) {
        open.set(reader, await listen(world().test.url, world().credentialOf(reader) ?? ''));
      }
    });
    after(async () => {
      for (const { socket } of open.values()) socket.disconnect();
      // What happened to the ticket has woken it: the routes are tried on one that sleeps.
      const { must, person, ids } = world();
      const until = '2026-12-24T08:00:00Z';
      await must(person.pvagent, 'post', `/tickets/${ids.ticket}/snooze`, { until, reason: 'wordsnooze' });
    });
    const of = (reader: Reader): Listener => {
      const found = open.get(reader);
      if (!found) throw new Error(`${reader.name} is not connected`);
      return found;
    };
    const sees = (reader: Reader) => holds(reader, 'tickets:read') && EXISTS.ticket(reader);

    it('has an entry for every request and every event', () => {
      const { requests, says } = world().test.desk.live();
      expect(
        requests.filter((name) => !Object.hasOwn(REQUESTS, name)),
        HOW,
      ).to.deep.equal([]);
      expect([...new Set(says)].sort(), HOW).to.deep.equal(Object.keys(SAID).sort());
      expect(Object.keys(REQUESTS).sort()).to.deep.equal([...requests].sort());
    });

    it('refuses nobody’s connection', async () => {
      const refused = await listen(world().test.url, 'td_nobody_nothing').then(
        () => null,
        (error: Error & { data?: { problem: { code: string } } }) => error.data?.problem.code,
      );
      expect(refused).to.equal('not-signed-in');
    });

    for (const [name, payload] of Object.entries(REQUESTS)) {
      it(`${name}: each reader gets what is theirs`, async () => {
        const { ticket } = world().ids;
        const wrong: string[] = [];
        for (const reader of readers) {
          const answer = await of(reader).ask(name, payload(ticket));
          const { problem } = answer;
          const { instance: _, ...said } = problem ?? {};
          wrong.push(...leaksIn(reader, JSON.stringify(problem ? said : answer)));
          const shows = JSON.stringify(answer).includes(`"${ticket}"`);
          const isAbout = name !== 'ticket:typing' && name !== 'ticket:unwatch';
          if (isAbout && shows !== sees(reader)) wrong.push(`${reader.name}: ${shows} ${JSON.stringify(answer)}`);
          if (name !== 'ticket:watch' || sees(reader)) continue;
          const never = await of(reader).ask(name, payload('never-there'));
          if (JSON.stringify(never) !== JSON.stringify(answer)) wrong.push(`${reader.name} can tell that it exists`);
        }
        expect(wrong.join('\n')).to.equal('');
      });
    }

    it('sends a list in the representation of HTTP, without may', async () => {
      for (const reader of readers.filter(sees)) {
        const { items } = await of(reader).ask('queue:subscribe', { limit: 200 });
        const path = `/tickets/${world().ids.ticket}`;
        const { body } = await ask(world().test.url, world().credentialOf(reader), { method: 'get', path });
        const { may: _, ...shown } = body;
        const pushed = items.find(({ id }: { id: string }) => id === world().ids.ticket);
        expect(pushed, reader.name).to.deep.equal(shown);
      }
    });

    it('tells each reader what happens as far as they may know, and nobody else anything', async () => {
      const { must, person, ids } = world();
      for (const reader of readers) {
        await of(reader).ask('queue:subscribe', { limit: 1 });
        if (sees(reader)) await of(reader).ask('ticket:watch', { id: ids.ticket });
        of(reader).heard.length = 0;
      }
      const said = { text: 'wordlivedesks', visibility: 'desks' };
      await must(person.pvlead, 'post', `/tickets/${ids.ticket}/replies`, said);
      await must(person.pvlead, 'post', `/tickets/${ids.ticket}/replies`, { text: 'wordliveown', visibility: 'own' });
      const last = { text: 'wordlivelast', visibility: 'customer' };
      await must(person.pvlead, 'post', `/tickets/${ids.ticket}/replies`, last);
      await must(person.pvlead, 'post', `/outages/${ids.outage}/updates`, { text: 'Live' });
      for (const reader of readers) {
        const { heard, hears } = of(reader);
        // Everybody who sees outages hears of this one, which comes after all else: then the rest has been said.
        if (!holds(reader, 'outages:see')) continue;
        await hears('outage:updated', ids.outage);
        const text = heard.map((one) => one.text).join('\n');
        expect(leaksIn(reader, text).join('\n'), reader.name).to.equal('');
        expect(text.includes(`"${ids.ticket}"`), reader.name).to.equal(sees(reader));
        expect(text.includes('wordlivelast'), `${reader.name} the message`).to.equal(sees(reader));
        const isDesk = reader.side === 'provider' || reader.side === 'own-partner';
        expect(text.includes('wordlivedesks'), `${reader.name} the desks`).to.equal(sees(reader) && isDesk);
        const isProvider = reader.side === 'provider';
        expect(text.includes('wordliveown'), `${reader.name} its own`).to.equal(sees(reader) && isProvider);
        const stray = heard.filter(({ event }) => !SAID[event]?.(reader));
        expect(
          stray.map(({ event }) => event),
          reader.name,
        ).to.deep.equal([]);
      }
    });

    it('stops at once for a key that is revoked and a person who is let go', async () => {
      const { test, must, person } = world();
      const key = await must(person.hsadmin, 'post', '/keys', { name: 'k', company: HANSA, scopes: ['tickets:read'] });
      await test.person('hsleaver', HANSA, ['partner-agent']);
      const [ofKey, ofPerson] = [
        await listen(test.url, key.key),
        await listen(test.url, await test.session('hsleaver')),
      ];
      const gone = [ofKey, ofPerson].map(({ socket }) => new Promise((resolve) => socket.once('disconnect', resolve)));
      await must(person.hsadmin, 'delete', `/keys/${key.id}`);
      const { version } = await must(person.hsadmin, 'get', '/people/hsleaver');
      const ifMatch = { 'if-match': `"${version}"` };
      await must(person.hsadmin, 'patch', '/people/hsleaver', { active: false }, ifMatch);
      await Promise.all(gone);
    });

    it('takes a ticket that moves to another deal out of a partner’s sight, and tells it no more of it', async () => {
      const { must, person, test } = world();
      const logged = { subject: 'Moves', requester: { email: 'it@hansa-logistics.example' }, deal: 'D-1001' };
      const { id } = await must(person.pvagent, 'post', '/tickets', logged);
      const partner = await listen(test.url, person.hsagent);
      const provider = await listen(test.url, person.pvlead);
      const { seq } = await partner.ask('queue:subscribe', { limit: 200 });
      await provider.ask('queue:subscribe', { limit: 1 });
      await partner.ask('ticket:watch', { id });
      const move = { deal: 'D-5003', reason: 'Bought it directly', remember: false };
      await must(person.pvlead, 'post', `/tickets/${id}/origin`, move);
      await partner.hears('ticket:removed', id);
      partner.heard.length = 0;
      await must(person.pvlead, 'post', `/tickets/${id}/replies`, { text: 'wordafter', visibility: 'customer' });
      const next = await must(person.pvagent, 'post', '/tickets', { ...logged, subject: 'The next' });
      await partner.hears('ticket:created', next.id);
      expect(partner.heard.filter(({ text }) => text.includes(id))).to.deep.equal([]);
      const { messages } = await partner.ask('queue:resume', { since: seq });
      const about = messages.filter(
        (one: { id?: string; ticket?: { id: string } }) => (one.id ?? one.ticket?.id) === id,
      );
      expect(about.map(({ event }: Said) => event)).to.deep.equal(['ticket:removed']);
      const foreign = await listen(test.url, person.ibagent);
      const missed = await foreign.ask('queue:resume', { since: seq });
      expect(JSON.stringify(missed)).not.to.include(id);
      for (const { socket } of [partner, provider, foreign]) socket.disconnect();
    });
  });
}
