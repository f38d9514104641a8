import type { Entries, Entry, Expected, Fresh } from '../entry.js';
import { isDesk, isLead, type Reader } from '../readers.js';
import type { World } from '../world.js';

/** By the column "who" of the contract's table of commands; a stranger never comes so far. */
const by = (provider: Expected, partner: Expected, customer: Expected) => (reader: Reader) =>
  reader.side === 'provider' ? provider : isDesk(reader) ? partner : customer;

/** A ticket for one reader, in the provider's court; for a link's reader with a session on it. */
async function ticket(world: World, reader: Reader, question?: Fresh['question']): Promise<Fresh> {
  const { id } = await world.newTicket();
  return { id, ...(reader.isLink && { as: await world.linkSession(id) }), ...(question && { question }) };
}

const solved = async (world: World, reader: Reader): Promise<Fresh> => {
  const made = await ticket(world, reader);
  await world.must(world.person.pvagent, 'post', `/tickets/${made.id}/solve`, {});
  return made;
};

const command = (body: Entry['body'], allowed: Entry['allowed'], fresh: Entry['fresh'] = ticket): Entry => ({
  ...{ object: 'ticket', body, allowed, fresh },
});

const reading = (path?: string): Entry => ({
  ...{ object: 'ticket', allowed: 200 },
  ...(path !== undefined && { path: (id: string) => `/tickets/${id}${path}` }),
});

const CONTACT = { name: 'Noor', email: 'noc@carrier.example', company: 'Carrier' };

/** The thread of both desks on the ticket: customers know of none. */
const thread = (path: string, body?: object): Entry => ({
  ...{ object: 'ticket', allowed: by(200, 200, 403), ...(body && { body }) },
  path: (id, world) => `/tickets/${id}/threads/${world.ids.thread}${path}`,
});

/** Tickets, their commands, files and mails. */
export const TICKETS: Entries = {
  'GET /tickets': { allowed: 200, path: () => '/tickets?limit=200' },
  'GET /tickets/:id': reading(),
  'GET /tickets/:id/timeline': reading(),
  'GET /tickets/:id/messages': reading(),
  'GET /tickets/:id/sla': reading(),
  'GET /tickets/:id/recipients': reading('/recipients?visibility=customer'),
  'GET /tickets/:id/playbook-runs': reading('/playbook-runs'),
  'POST /tickets/:id/playbook-runs': {
    ...{ object: 'ticket', body: { playbook: 'never-there' }, allowed: by(422, 422, 403) },
  },
  'POST /tickets/:id/threads': {
    ...{ object: 'ticket', allowed: by(201, 201, 403), fresh: ticket },
    body: { contact: CONTACT, text: 'Hello?' },
  },
  'GET /tickets/:id/threads': { object: 'ticket', allowed: by(200, 200, 403) },
  'GET /tickets/:id/threads/:thread': thread(''),
  'POST /tickets/:id/threads/:thread/messages': thread('/messages', { text: 'One more thing' }),
  'POST /tickets/:id/threads/:thread/chase': thread('/chase', {}),
  'POST /tickets/:id/threads/:thread/owner': {
    ...thread('/owner', { owner: 'never-there' }),
    allowed: by(422, 422, 403),
  },
  'POST /tickets/:id/threads/:thread/close': { ...thread('/close'), last: true },
  'GET /threads': { allowed: 200 },
  'GET /tickets/:id/mails': { object: 'ticket', allowed: by(200, 200, 403) },
  'POST /tickets': {
    body: { subject: 'New', requester: { email: 'it@hansa-logistics.example' } },
    allowed: 201,
  },
  'POST /web-form': {
    body: { subject: 'Form', description: 'By the form', requester: { email: 'it@hansa-logistics.example' } },
    allowed: 201,
  },
  'POST /tickets/:id/replies': command({ text: 'A reply' }, 200),
  'POST /tickets/:id/split': command({ subject: 'A part of it' }, by(201, 201, 403)),
  'POST /tickets/:id/claim': command({}, by(200, 403, 403)),
  'POST /tickets/:id/release': command({}, by(200, 403, 403), async (world, reader) => {
    const made = await ticket(world, reader);
    await world.must(world.person.pvlead, 'post', `/tickets/${made.id}/claim`, {});
    return made;
  }),
  'POST /tickets/:id/assign': command(
    (_: World, { side }: Reader) => ({ assignee: side === 'provider' ? 'pvagent' : 'hsagent' }),
    by(200, 403, 403),
  ),
  'POST /tickets/:id/court': command({ court: 'partner', note: 'Yours' }, by(200, 403, 403)),
  'POST /tickets/:id/solve': command({}, by(200, 403, 403)),
  'POST /tickets/:id/reopen': command({}, 200, solved),
  'POST /tickets/:id/close': command({}, by(403, 403, 200)),
  'POST /tickets/:id/rating': command({ score: 5 }, by(403, 403, 200), solved),
  'POST /tickets/:id/snooze': command(
    { until: '2027-01-01T00:00:00Z' },
    (reader) => (reader.role === 'agent' && reader.side === 'provider' ? 200 : 403),
    async (world, reader) => {
      const made = await ticket(world, reader);
      await world.must(world.person.pvagent, 'post', `/tickets/${made.id}/claim`, {});
      return made;
    },
  ),
  'POST /tickets/:id/merge': command({ into: 'never-there' }, by(200, 200, 403), async (world, reader) =>
    ticket(world, reader, { body: { into: (await world.newTicket()).id } }),
  ),
  'POST /tickets/:id/link': command({ ticket: 'never-there' }, by(200, 200, 403), async (world, reader) =>
    ticket(world, reader, { body: { ticket: (await world.newTicket()).id } }),
  ),
  'POST /tickets/:id/origin': command({ deal: 'D-1002', reason: 'Was said wrong', remember: false }, (reader) =>
    isLead(reader) ? 200 : reader.side === 'own-partner' ? 409 : 403,
  ),
  'POST /tickets/:id/breaches/:key/reason': {
    ...{ object: 'ticket', body: { reason: 'overlooked' }, allowed: 404 },
    path: (id) => `/tickets/${id}/breaches/handling.provider.9/reason`,
  },
  'PATCH /tickets/:id': {
    ...{ object: 'ticket', body: { subject: 'Called otherwise' }, headers: { 'if-match': '"1"' } },
    ...{ allowed: by(200, 200, 403), fresh: ticket },
  },
  'POST /attachments': {
    ...{ body: 'A file', headers: { 'content-type': 'text/plain', 'x-file-name': 'a.txt' }, allowed: 201 },
  },
  'GET /attachments/:id': { object: 'file for the desks', allowed: 200 },
  'GET /reports/sla': {
    allowed: 200,
    path: () => '/reports/sla?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z&by=partner',
  },
  'POST /mails/:id/again': { object: 'nothing', allowed: 404 },
};
