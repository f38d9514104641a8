import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { type RequestHandler } from 'express';
import { problemsHtml } from '../problems-page.js';

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tandem Desk: the API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null });\n`;

/** The OpenAPI document, browsable at `/api/docs`, and what problems mean. */
export function docsPages(): RequestHandler {
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const router = express.Router({ strict: true });
  router.get(['/api/docs', '/api/docs/'], (_request, response) => response.type('html').send(PAGE));
  router.get('/api/problems', (_request, response) => response.type('html').send(problemsHtml()));
  router.get('/api/docs/start.js', (_request, response) => response.type('js').send(START));
  router.use('/api/docs', express.static(assets, { index: false, immutable: true, maxAge: '1d' }));
  return router;
}
