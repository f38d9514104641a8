import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';

/** Serves the built client: its files as they are, its one page for every address that the client knows itself. */
export function clientFiles(folder: string): RequestHandler {
  const router = express.Router();
  const page = join(folder, 'index.html');
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { index: false, immutable: true, maxAge: '365d', fallthrough: false }),
  );
  router.use(express.static(folder, { index: false, maxAge: '1h' }));
  router.use((request, response, next) => {
    const wantsPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      request.accepts('html') &&
      !request.path.startsWith('/api/');
    if (!wantsPage || !existsSync(page)) return next();
    response.setHeader('cache-control', 'no-cache');
    response.sendFile(page);
  });
  return router;
}
