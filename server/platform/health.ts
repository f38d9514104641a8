import express, { type RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** Something of this desk that ails though requests can be served. */
export interface Ailment {
  part: string;
  since: string;
  lagSeconds: number;
}

/** How long the oldest work of parts has been waiting, in seconds, by the part's name; what waits for nothing may be left out. */
export type Waits = () => Promise<Readonly<Record<string, number>>>;

/** Work that has waited longer than this is behind: what is done by the clock is promised within 30 s, also after a kill. */
const PATIENCE_SECONDS = 30;

/** How long work has been waiting, by the part whose it is. */
export async function lagsOf(parts: readonly Waits[]): Promise<Record<string, number>> {
  const waits = await Promise.all(parts.map((waitsOf) => waitsOf()));
  return Object.fromEntries(waits.flatMap((byName) => Object.entries(byName)));
}

/** What is behind with its work, the longest first. */
export function ailing(lags: Readonly<Record<string, number>>, now: Date): Ailment[] {
  return Object.entries(lags)
    .filter(([, seconds]) => seconds > PATIENCE_SECONDS)
    .sort(([, a], [, b]) => b - a)
    .map(([part, lagSeconds]) => ({
      ...{ part, lagSeconds },
      since: new Date(now.getTime() - lagSeconds * 1_000).toISOString(),
    }));
}

interface Probes {
  /** Whether this process can serve at all. */
  serving(): Promise<boolean>;
  /** How long work has been waiting, in seconds, by the part whose it is. */
  lags(): Promise<Readonly<Record<string, number>>>;
  /** The machine's time. */
  real(): Date;
  /** How far consumers are behind the log, by name. */
  behind(): Promise<Record<string, number>>;
  /** Whether metrics may be given to this address. */
  mayScrape(address: string | undefined): boolean;
}

/** `/healthz`, `/readyz` and `/metrics`. */
export function healthPages({ serving, lags, real, behind, mayScrape }: Probes): RequestHandler {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'tandem_consumer_behind_events',
    help: 'Events of the log that a consumer has not handled yet',
    labelNames: ['consumer'],
    registers: [registry],
    async collect() {
      for (const [consumer, count] of Object.entries(await behind())) this.set({ consumer }, count);
    },
  });
  new Gauge({
    name: 'tandem_lag_seconds',
    help: 'For how long the oldest thing that a part has to do has been due',
    labelNames: ['part'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const [part, seconds] of Object.entries(await lags())) this.set({ part }, Math.max(0, seconds));
    },
  });
  const router = express.Router();
  router.get('/healthz', (_request, response) => response.json({ status: 'ok' }));
  router.get('/readyz', async (_request, response) => {
    if (!(await serving())) return response.status(503).json({ status: 'unavailable' });
    const degraded = ailing(await lags(), real());
    return response.json({ status: degraded.length === 0 ? 'ok' : 'degraded', degraded });
  });
  router.get('/metrics', async (request, response, next) => {
    if (!mayScrape(request.socket.remoteAddress)) return next();
    return response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}
