import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { Problem } from '../problems.js';
import { answerProblems } from './answer-problems.js';
import { answering, type Serving } from './answering.js';
import type { Route } from './route.js';

export const BASE = '/api/v1';

interface Dependencies extends Serving {
  routes: readonly Route[];
  /** Whether the public address is https: only then browsers are told to insist on it. */
  secure: boolean;
  trustProxy: boolean;
  /** What is served besides the API: pages, the client, health. Called in order after it. */
  pages: readonly RequestHandler[];
  /** Problem while this process is about to stop. */
  draining(): boolean;
}

/** The web server's request handling: the API's routes, then pages. Only this folder knows Express. */
export function webApp({ routes, secure, trustProxy, pages, draining, ...serving }: Dependencies): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', trustProxy);
  app.set('query parser', 'simple');
  app.use(protection(secure));
  app.use((_request, response, next) => {
    if (draining()) {
      response.setHeader('connection', 'close');
      throw new Problem('draining', undefined, { retryAfter: 2 });
    }
    next();
  });
  app.use(BASE, api(routes, serving));
  for (const page of pages) app.use(page);
  app.use(answerProblems(serving.logger));
  return app;
}

function api(routes: readonly Route[], serving: Serving): express.Router {
  const router = express.Router({ caseSensitive: true, strict: false });
  router.use((_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });
  const json = express.json({ limit: '1mb', strict: true });
  for (const route of routes) {
    const body = route.rawLimit ? express.raw({ type: () => true, limit: route.rawLimit }) : json;
    router[route.method](route.path, body, answering(route, serving));
  }
  router.use(() => {
    throw new Problem('not-found');
  });
  return router;
}

/** Headers that keep a page from running or loading what is not ours. */
const protection = (secure: boolean): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        frameSrc: ["'self'"],
      },
    },
    strictTransportSecurity: secure,
    crossOriginEmbedderPolicy: false,
  });
