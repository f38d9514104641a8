import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EJSON } from 'bson';
import type { Connection } from 'mongoose';
import { migrations } from '../../server/migrations.js';
import { connect } from '../../server/platform/database/connect.js';
import { type Answered, openTestDesk, type TestDesk } from './desk.js';
import { freshDatabaseUri } from './store.js';

const FOLDER = join(import.meta.dirname, '../fixtures');

/** Mails are large and all alike: a few stand for the rest. */
const MAILS = 4;

/** The stored data of a desk at a schema version: one document a line, in canonical Extended JSON. */
const fileOf = (version: number): string => join(FOLDER, `stored-v${version}.jsonl`);

/** Lets a desk live a little and writes all that it stored. To be run before a change of what is stored, and kept for good. */
export async function writeFixture(): Promise<string> {
  const uri = await freshDatabaseUri();
  const desk = await openTestDesk('2026-11-02T08:00:00Z', {}, uri);
  await live(desk);
  const connection = await connect(uri);
  const lines: string[] = [];
  for (const { name } of await connection.listCollections()) {
    const found = connection.collection(name).find({}, { promoteValues: false });
    for await (const document of name === 'mail_deliveries' ? found.limit(MAILS) : found) {
      lines.push(EJSON.stringify({ collection: name, document }, { relaxed: false }));
    }
  }
  await connection.close();
  await desk.close();
  const file = fileOf(migrations.at(-1)?.to ?? 1);
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

/** Puts the data of a schema version into a database, with the note of their version. */
export async function loadFixture(connection: Connection, version: number): Promise<void> {
  for await (const line of createInterface({ input: createReadStream(fileOf(version)) })) {
    const { collection, document } = EJSON.parse(line, { relaxed: false });
    await connection.collection(collection).insertOne(document);
  }
  await connection
    .collection<{ _id: string }>('schema')
    .replaceOne({ _id: 'schema' }, { version, owner: null, leaseUntil: new Date(0) }, { upsert: true });
}

/** Tickets in every state and court, an outage, and a credit that was issued for it. */
async function live(desk: TestDesk): Promise<void> {
  const admin = await desk.key({ kind: 'provider' }, ['admin']);
  const provider = await desk.key({ kind: 'provider' }, ['tickets:write']);
  const hansa = await desk.key({ kind: 'partner', id: 'hansa-it' }, ['tickets:write']);
  await desk.person('anna', { kind: 'provider' }, ['agent', 'lead']);
  const anna = await desk.session('anna');
  const done = async (as: string, path: string, body?: object): Promise<Answered['body']> => {
    const answer = await desk.call(as, 'POST', path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const log = (subject: string, over: object = {}) =>
    done(hansa, '/tickets', {
      ...{ subject, description: `${subject}.`, deal: 'D-1001', priority: 'high', component: 'voice-eu' },
      ...{ requester: { email: 'it@hansa-logistics.example', name: 'Ina Vogt' }, tags: ['old'], ...over },
    });

  const open = await log('No outbound calls');
  await done(anna, `/tickets/${open.id}/claim`);
  await done(anna, `/tickets/${open.id}/replies`, { text: 'We see it too.', visibility: 'customer' });
  const handed = await log('One-way audio');
  await done(anna, `/tickets/${handed.id}/court`, { court: 'partner', note: 'Yours, please.' });
  await log('Ten more seats', {
    kind: 'upgrade',
    upgrade: { subscription: 'S-1001', item: 'seats', quantity: 50 },
  });
  const outage = await done(admin, '/outages', {
    ...{ title: 'No calls in Europe', components: ['voice-eu'], impact: 'full', cause: 'provider' },
    startedAt: '2026-11-02T07:00:00Z',
  });
  const [gone, kept, solved] = [await log('Noise'), await log('Echo'), await log('A question')];
  await desk.moveTo('2026-11-02T09:30:00Z');
  await done(admin, `/outages/${outage.id}/end`);
  await done(anna, `/tickets/${gone.id}/merge`, { into: kept.id });
  await done(provider, `/tickets/${solved.id}/solve`, { text: 'As on page 3.', visibility: 'customer' });
  await log('Nobody looked');
  await desk.moveTo('2026-12-01T00:00:00Z');
  await desk.moveTo('2026-12-06T08:00:00Z');
  await log('Just now');
  await desk.settle();
}
