import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Express } from 'express';
import type { Config } from './config.js';
import { agreedParts } from './desk/agreed.js';
import { followedParts } from './desk/followed.js';
import { followingParts } from './desk/following.js';
import { foundation } from './desk/foundation.js';
import { liveParts } from './desk/live.js';
import { outwardParts } from './desk/outward.js';
import { routesOf } from './desk/routes.js';
import { serviceParts } from './desk/service.js';
import { workParts } from './desk/work.js';
import { BUILT, PROJECT, PROVIDER_NAME, type World } from './desk/world.js';
import type { ComponentContent } from './features/partners/nouns/service.js';
import { statusPage } from './features/status-page/page.js';
import { ensureIndexes } from './platform/database/connect.js';
import { healthPages, lagsOf } from './platform/health.js';
import { webApp } from './platform/http/app.js';
import { clientFiles } from './platform/http/client-files.js';
import { docsPages } from './platform/http/docs.js';

/** The desk: every part built once, each group after those that it stands on. */
export async function openDesk(world: World) {
  const { config, connection, clock, logger, alone, story } = world;
  let draining = false;
  const secure = config.publicUrl?.startsWith('https:') ?? false;
  const publicUrl = () => config.publicUrl ?? localUrl(config, server.address());
  const placed = { ...world, secure, publicUrl };
  const base = foundation(placed);
  const agreed = agreedParts(placed, base);
  const followed = followedParts(base, agreed);
  const work = workParts(placed, base, agreed, followed);
  const service = serviceParts(placed, base, agreed);
  const outward = outwardParts(placed, base, agreed, followed, work, service);
  const following = followingParts(base, agreed, work, service, outward);
  const { hints, live } = liveParts(placed, base, agreed, work, service, outward);
  const routes = routesOf(placed, base, agreed, work, service, outward);
  const { log, tail, dispatcher, consumers, sweeps, keys, jobs } = base;
  const { parties, sessions } = agreed;
  const { mail, messages } = outward;

  const parts = [consumers.waits, dispatcher.waits, sweeps.waits, mail.post.waits, messages.waits, hints.waits];
  const app: Express = webApp({
    routes,
    authenticate: (request) => sessions.authenticate(request),
    idempotency: keys,
    ...(story && { newSeed: story.newSeed }),
    logger,
    secure,
    trustProxy: config.trustProxy,
    draining: () => draining,
    pages: [
      healthPages({
        serving: async () => !draining && connection.readyState === 1,
        lags: () => lagsOf(parts),
        real: () => clock.real(),
        behind: async () => Object.fromEntries((await consumers.lag()).map(({ name, behind }) => [name, behind])),
        mayScrape: (address) => address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1',
      }),
      docsPages(),
      statusPage({
        ...{ clock, providerName: PROVIDER_NAME, outages: service.outages, folder: join(PROJECT, 'templates/status') },
        components: async () =>
          (await parties.matching<ComponentContent>('component', {})).map(({ content }) => content),
      }),
      clientFiles(join(BUILT, 'client')),
    ],
  });
  const server = createServer(app);

  return {
    app,
    server,
    routes,
    live: live.interface,
    /** Of which kinds of subjects the feed tells at all. */
    feedKinds: [...outward.presentEvents.keys()],
    ...{ log, consumers, sweeps, parties, mail, outboxes: dispatcher },
    people: agreed.people,
    playbooks: agreed.playbooks,
    agreements: agreed.agreements,
    links: agreed.links,
    tickets: work.tickets,
    upgrades: work.upgrades,
    routing: work.routing,
    approvals: outward.approvals,
    outages: service.outages,
    credits: service.credits,
    webhooks: messages,
    /** The consumers that tell people outside of what happened. */
    tellers: [mail.consumer, messages.consumer, ...following.told].map(({ name }) => name),
    /** Makes collections and indexes; what a killed process held is freed where none other lives. */
    async prepare(): Promise<void> {
      await ensureIndexes(connection);
      if (!alone) return;
      await consumers.releaseAll();
      await keys.endLeases();
      await mail.post.endLeases();
      await messages.endLeases();
      await dispatcher.sweep(0);
    },
    /** Begins what goes on by itself. */
    async start(): Promise<void> {
      tail.start();
      if (config.web) await live.start(server);
      if (!config.worker) return;
      await mail.start();
      messages.start();
      consumers.start();
      if (!('moveTo' in clock)) await jobs.start();
    },
    /** Takes no new requests, lets running ones finish, frees what it held. */
    async stop(): Promise<void> {
      draining = true;
      await live.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await closed;
      await jobs.stop();
      tail.stop();
      await consumers.stop();
      await Promise.all([mail.stop(), messages.stop()]);
      await dispatcher.settled();
      await hints.stop();
    },
  };
}
export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** How this process is reached on its own machine. */
function localUrl({ host, port }: Config, address: ReturnType<Server['address']>): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${typeof address === 'object' && address ? address.port : port}`;
}
