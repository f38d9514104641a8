import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { Caller } from '../../domain/access/access.js';
import { readCookies } from '../http/read-request.js';
import type { NumberedEvent } from '../log/event.js';
import type { LogTail } from '../log/tail.js';
import type { Logger } from '../logger.js';
import { Problem } from '../problems.js';

/** A signed-in connection, as features see it. */
export interface LiveSocket {
  id: string;
  /** Who it is now: asked again whenever their rights change. */
  caller: Caller;
  emit(event: string, payload: unknown): void;
}

/** What a feature does on the live connection: the requests it answers, and the events it passes on. */
export interface LiveFeature {
  requests: Readonly<Record<string, (socket: LiveSocket, payload: unknown) => Promise<unknown>>>;
  /** The events that it sends; another is a bug, and not sent. */
  says: readonly string[];
  /** Called for every event of the log, in order, one after the other. */
  heard(event: NumberedEvent): Promise<void>;
  joined?(socket: LiveSocket): void;
  left(socket: LiveSocket): void;
}

interface Credentials {
  token: string;
}

interface Dependencies {
  tail: LogTail;
  logger: Logger;
  /** Whose credentials these are, and until when (machine's time); `null`: nobody's, or no longer. */
  authenticate(credentials: Credentials): Promise<{ caller: Caller; expiresAt: Date | null } | null>;
  cookie: string;
}

const POLL_MS = 1_000;
const RECHECK_MS = 15_000;
const BATCH = 200;
/** The longest that a timer can wait. */
const MAX_TIMER_MS = 2_147_483_647;

interface Connected {
  live: LiveSocket;
  socket: Socket;
  credentials: Credentials;
  end: NodeJS.Timeout | undefined;
}

/** Pattern 3: every web process tails the log and pushes to its own sockets what their readers may see. */
export function liveHub({ tail, logger, authenticate, cookie }: Dependencies) {
  const connected = new Map<string, Connected>();
  const features: LiveFeature[] = [];
  const timers: NodeJS.Timeout[] = [];
  let io: Server | undefined;
  let position = 0;
  let hearing: Promise<void> | undefined;
  /** Whether there may be more than the present run saw. */
  let calledAgain = false;
  let stopListening: (() => void) | undefined;

  const credentialsOf = (socket: Socket): Credentials | null => {
    const given: unknown = socket.handshake.auth.token;
    const token = typeof given === 'string' ? given : readCookies(socket.handshake.headers.cookie)[cookie];
    return token === undefined ? null : { token };
  };

  async function welcome(socket: Socket, next: (error?: Error) => void): Promise<void> {
    const credentials = credentialsOf(socket);
    const found = credentials && (await authenticate(credentials));
    if (!found || !credentials) return next(asError(new Problem('not-signed-in')));
    const live: LiveSocket = {
      id: socket.id,
      caller: found.caller,
      emit(event, payload) {
        if (!features.some(({ says }) => says.includes(event))) throw new Error(`No feature says ${event}`);
        socket.emit(event, payload);
      },
    };
    connected.set(socket.id, { live, socket, credentials, end: endAt(socket, found.expiresAt) });
    socket.once('disconnect', () => leave(socket.id));
    for (const feature of features) {
      feature.joined?.(live);
      listen(feature, live, socket);
    }
    next();
  }

  function listen(feature: LiveFeature, live: LiveSocket, socket: Socket): void {
    for (const [name, answer] of Object.entries(feature.requests)) {
      socket.on(name, (payload: unknown, acknowledge: unknown) => {
        const reply = typeof acknowledge === 'function' ? (value: unknown) => acknowledge(value) : () => undefined;
        answer(live, payload).then(reply, (error: unknown) => reply({ problem: problemOf(error) }));
      });
    }
  }

  function problemOf(error: unknown): object {
    if (error instanceof Problem) return error.toJSON();
    logger.error({ error }, 'A bug answered a live request');
    return { status: 500, title: 'Something broke on our side', code: 'bug' };
  }

  function leave(id: string): void {
    const gone = connected.get(id);
    if (!gone) return;
    clearTimeout(gone.end);
    connected.delete(id);
    for (const feature of features) feature.left(gone.live);
  }

  const endAt = (socket: Socket, expiresAt: Date | null): NodeJS.Timeout | undefined =>
    expiresAt === null
      ? undefined
      : setTimeout(
          () => socket.disconnect(true),
          Math.min(MAX_TIMER_MS, Math.max(0, expiresAt.getTime() - Date.now())),
        );

  /**
   * Asks again who the sockets (of one person or key, or all) are. Who is nobody any more is cut off; so is who may
   * something else now, as what they look at was made for what they might: they come back as who they are.
   */
  async function recheck(callerId?: string): Promise<void> {
    for (const one of [...connected.values()]) {
      if (callerId !== undefined && one.live.caller.id !== callerId) continue;
      const found = await authenticate(one.credentials);
      if (found && rightsOf(found.caller) === rightsOf(one.live.caller)) one.live.caller = found.caller;
      else one.socket.disconnect(true);
    }
  }

  /** Passes on what the log has beyond the position, in order. */
  async function hearAll(): Promise<void> {
    for (;;) {
      const events = await tail.since(position, BATCH);
      if (events.length === 0) return;
      for (const numbered of events) {
        await hear(numbered);
        position = numbered.seq;
      }
    }
  }

  function wake(): void {
    calledAgain = hearing !== undefined;
    hearing ??= hearAll()
      .catch((error: unknown) => logger.warn({ error }, 'An event could not be passed on; it is tried again'))
      .finally(() => {
        hearing = undefined;
        if (calledAgain) wake();
      });
  }

  async function hear(numbered: NumberedEvent): Promise<void> {
    const { kind, id } = numbered.event.subject;
    if (kind === 'person' || kind === 'key' || kind === 'account') await recheck(id);
    for (const feature of features) {
      try {
        await feature.heard(numbered);
      } catch (error) {
        logger.error({ error, event: numbered.event.id }, 'An event could not be passed on live');
      }
    }
  }

  return {
    register: (feature: LiveFeature): void => void features.push(feature),
    /** What can be asked for, and what is sent: everything that the live connection has. */
    interface: () => ({
      requests: features.flatMap(({ requests }) => Object.keys(requests)),
      says: features.flatMap(({ says }) => says),
    }),
    async start(server: HttpServer): Promise<void> {
      position = await tail.look();
      io = new Server(server, {
        serveClient: false,
        allowRequest: (request, decide) => decide(null, fromHere(request)),
      });
      io.use((socket, next) => void welcome(socket, next).catch(next));
      stopListening = tail.onGrown(wake);
      timers.push(
        setInterval(wake, POLL_MS),
        setInterval(() => void recheck().catch(() => undefined), RECHECK_MS),
      );
    },
    async stop(): Promise<void> {
      for (const timer of timers) clearInterval(timer);
      stopListening?.();
      io?.disconnectSockets(true);
      io?.engine.close();
    },
  };
}
export type LiveHub = ReturnType<typeof liveHub>;

const rightsOf = ({ company, roles, scopes, ticket }: Caller): string =>
  JSON.stringify([company, roles, scopes, ticket]);

/** A page of another site could open a socket with the cookie: the browser says where it comes from. */
function fromHere({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

/** A handshake's refusal carries the problem where socket.io puts it. */
const asError = (problem: Problem): Error =>
  Object.assign(new Error(problem.message), { data: { problem: problem.toJSON() } });
