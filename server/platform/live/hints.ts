import { Redis } from 'ioredis';
import type { Log } from '../log/log.js';
import type { Logger } from '../logger.js';

/** What processes tell each other to be quick. Nothing is lost without it: everybody also looks by themselves. */
export interface Hints {
  /** Somebody else has appended to the log. */
  onHint(listener: () => void): () => void;
  /** Tells the others something that is gone when it is not heard, such as who is looking at a ticket. */
  say(topic: string, message: unknown): void;
  onSaid(topic: string, listener: (message: unknown) => void): void;
  /** How long the others have not been reached, in seconds. */
  waits(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

/** For a desk of one process. */
export const noHints: Hints = {
  onHint: () => () => undefined,
  say: () => undefined,
  onSaid: () => undefined,
  waits: async () => ({}),
  stop: async () => undefined,
};

const CHANNEL = 'tandem-desk:';

interface RedisHints {
  url: string;
  log: Log;
  clock: { real(): Date };
  logger: Logger;
}

/** Hints over Redis, which carries nothing that must not be lost. */
export function redisHints({ url, log, clock, logger }: RedisHints): Hints {
  let lostAt: number | null = null;
  const connect = () => {
    const client = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: true });
    client.on('error', (error: unknown) =>
      logger.warn({ error }, 'Redis cannot be reached; processes look by themselves'),
    );
    client.on('ready', () => {
      lostAt = null;
    });
    client.on('close', () => {
      lostAt ??= clock.real().getTime();
    });
    return client;
  };
  const [speaker, hearer] = [connect(), connect()];
  const listeners = new Map<string, Set<(message: unknown) => void>>();
  const listen = (topic: string, listener: (message: unknown) => void) => {
    const all = listeners.get(topic) ?? new Set();
    if (all.size === 0) void hearer.subscribe(CHANNEL + topic).catch(() => undefined);
    listeners.set(topic, all.add(listener));
    return () => void all.delete(listener);
  };
  hearer.on('message', (channel: string, text: string) => {
    const message: unknown = JSON.parse(text);
    for (const listener of listeners.get(channel.slice(CHANNEL.length)) ?? []) listener(message);
  });
  const say = (topic: string, message: unknown) =>
    void speaker.publish(CHANNEL + topic, JSON.stringify(message)).catch(() => undefined);
  const stopHinting = log.onAppend(() => say('log', null));
  return {
    onHint: (listener) => listen('log', listener),
    say,
    onSaid: (topic, listener) => void listen(topic, listener),
    waits: async () => ({ redis: lostAt === null ? 0 : Math.floor((clock.real().getTime() - lostAt) / 1_000) }),
    async stop() {
      stopHinting();
      speaker.disconnect();
      hearer.disconnect();
    },
  };
}
