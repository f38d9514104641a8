import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Connection } from 'mongoose';
import { isEmptying, sentWhile } from '../../test/support/commands-sent.js';
import { byClients, compare, type Variant } from '../compare.js';
import type { BenchOptions, Row } from '../subject.js';
import { type BenchDesk, logTicket, ticketBody } from './desk.js';

const CLIENTS = 8;
const AIM_ANSWERED = 0.5;
const AIM_QUIET = 0.3;

/** A route of Express that stores what it is sent, by so many inserts one after the other. */
async function bareRoute(connection: Connection, inserts: number) {
  const app = express();
  const collection = connection.collection('bare');
  app.post('/', express.json(), async (request, response) => {
    for (let n = 0; n < inserts; n++) await collection.insertOne({ ...(request.body as object) });
    response.status(201).json({});
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let n = 0;
  return {
    async post(): Promise<void> {
      const body = JSON.stringify(ticketBody(n++));
      const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      await answer.text();
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** How many commands the store is sent for one ticket. */
export async function commandsOf(desk: BenchDesk, key: string): Promise<string[]> {
  await logTicket(desk, key, 0);
  const connection = desk.desk.tickets.store.models.tickets.db;
  const { sent } = await sentWhile(connection, () => logTicket(desk, key, 1));
  // Whoever follows the log reads it by its numbers; outboxes are emptied afterwards, many at once.
  return sent
    .filter((command) => !isEmptying(command))
    .filter(({ find, filter }) => !(find === 'log' && '_id' in Object(filter)))
    .map((command) => `${command.name} ${String(command[command.name])}`);
}

/** Intake with everything on, to the answer and until nothing follows any more, beside routes that only insert. */
export async function measureIntake(
  desk: BenchDesk,
  { key, commands, seconds }: { key: string; commands: number } & BenchOptions,
): Promise<Row[]> {
  const connection = desk.desk.tickets.store.models.tickets.db;
  const [one, many] = [await bareRoute(connection, 1), await bareRoute(connection, commands)];
  let n = 0;
  const log = byClients(CLIENTS, () => logTicket(desk, key, n++));
  const bare = byClients(CLIENTS, () => one.post());
  const quiet: Variant = async (milliseconds) => {
    const [start, before] = [performance.now(), n];
    await log(milliseconds);
    await desk.desk.consumers.drain();
    return ((n - before) * 1000) / (performance.now() - start);
  };
  const rows = [
    ...(await compare(
      'an intake, to the 201',
      log,
      [
        { name: 'a bare route with one insert', variant: bare, aim: AIM_ANSWERED },
        { name: `a bare route with ${commands} inserts`, variant: byClients(CLIENTS, () => many.post()) },
      ],
      seconds,
    )),
    ...(await compare(
      'an intake, until nothing follows',
      quiet,
      [{ name: 'a bare route with one insert', variant: bare, aim: AIM_QUIET }],
      seconds,
    )),
  ];
  await Promise.all([one.close(), many.close()]);
  return rows;
}
