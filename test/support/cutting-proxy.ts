import type { AddressInfo } from 'node:net';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';

/** A way to the store that dies after so many commands, as a process does that is killed between two of them. */
export interface CuttingProxy {
  uri: string;
  /** The commands that got through, in order. */
  passed: readonly string[];
  /** Lets so many more through than have passed by now. */
  cutAfter(more: number): void;
  /** Comes when it dies. */
  cut: Promise<void>;
  /** Whether it has died. */
  isCut(): boolean;
  close(): Promise<void>;
}

/** Commands that a driver sends by itself. */
const OF_THE_DRIVER = new Set(['hello', 'ismaster', 'isMaster', 'ping', 'endSessions']);

/** Lets `atMost` commands that count through to the store behind `uri`; the next one cuts every connection for good. */
export async function cuttingProxy(
  uri: string,
  atMost: number,
  counts: (command: string) => boolean = () => true,
): Promise<CuttingProxy> {
  let limit = atMost;
  const target = new URL(uri);
  const passed: string[] = [];
  const sockets = new Set<Socket>();
  let dead = false;
  let tellCut = () => {};
  const cut = new Promise<void>((resolve) => {
    tellCut = resolve;
  });
  const die = () => {
    dead = true;
    tellCut();
    for (const socket of sockets) socket.destroy();
  };
  const server: Server = createServer((client) => {
    if (dead) return client.destroy();
    const store = dial(Number(target.port), target.hostname);
    for (const socket of [client, store]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('close', () => store.destroy());
    store.on('close', () => client.destroy());
    store.pipe(client);
    let waiting = Buffer.alloc(0);
    client.on('data', (bytes: Buffer) => {
      waiting = Buffer.concat([waiting, bytes]);
      while (!dead && waiting.length >= 16 && waiting.length >= waiting.readInt32LE(0)) {
        const message = waiting.subarray(0, waiting.readInt32LE(0));
        waiting = waiting.subarray(message.length);
        const command = commandOf(message);
        if (command !== undefined && !OF_THE_DRIVER.has(command) && counts(command)) {
          if (passed.length >= limit) return die();
          passed.push(command);
        }
        store.write(message);
      }
    });
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = new URL(uri);
  address.port = String((server.address() as AddressInfo).port);
  address.searchParams.set('serverSelectionTimeoutMS', '200');
  return {
    uri: address.toString(),
    passed,
    cutAfter(more) {
      limit = passed.length + more;
    },
    cut,
    isCut: () => dead,
    close: () =>
      new Promise((resolve) => {
        die();
        server.close(() => resolve());
      }),
  };
}

/** The name of an OP_MSG's command: the first key of its body. */
function commandOf(message: Buffer): string | undefined {
  const OP_MSG = 2013;
  if (message.readInt32LE(12) !== OP_MSG) return undefined;
  const firstKey = 16 + 4 + 1 + 4 + 1;
  return message.toString('utf8', firstKey, message.indexOf(0, firstKey));
}
