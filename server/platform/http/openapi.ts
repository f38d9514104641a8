import { z } from 'zod';
import { BASE } from './app.js';
import type { Route } from './route.js';

type Json = Record<string, unknown>;

const PROBLEM = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    code: z.string(),
    errors: z
      .array(z.object({ path: z.string(), message: z.string(), line: z.int().optional(), column: z.int().optional() }))
      .optional(),
  })
  .meta({ id: 'Problem' });

/** The OpenAPI 3.1 document of these routes, from the schemas that check requests and answers. */
export function openapi(routes: readonly Route[], about: { title: string; version: string }): Json {
  const components: Json = {};
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
    const {
      $schema: _,
      $defs,
      ...json
    } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json & { $defs?: Json };
    for (const [name, definition] of Object.entries($defs ?? {})) components[name] ??= withoutId(definition as Json);
    const { id } = schema.meta() ?? {};
    if (id === undefined) return pointed(json);
    components[id] ??= withoutId(json);
    return { $ref: `#/components/schemas/${id}` };
  };
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] ??= {};
    paths[path][route.method] = operation(route, schemaOf);
  }
  schemaOf(PROBLEM, 'output');
  return {
    openapi: '3.1.0',
    info: { ...about, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: BASE }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: pointed(components),
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key' },
        session: { type: 'apiKey', in: 'cookie', name: 'tandem_session' },
      },
    },
  };
}

function operation(route: Route, schemaOf: (schema: z.ZodType, io: 'input' | 'output') => Json): Json {
  const json = (schema: Json) => ({ 'application/json': { schema } });
  const answers = Object.entries(route.answers).map(([status, schema]) => [
    status,
    { description: schema?.description ?? 'Done', ...(schema && { content: json(schemaOf(schema, 'output')) }) },
  ]);
  const problem = {
    description: 'A problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return {
    summary: route.summary,
    tags: [route.tag],
    operationId: `${route.method}${route.path.replace(/[^a-zA-Z]+(\w)?/g, (_, letter: string | undefined) => (letter ?? '').toUpperCase())}`,
    security: route.may === 'public' ? [{}, { key: [] }, { session: [] }] : [{ key: [] }, { session: [] }],
    'x-may': route.may,
    parameters: parametersOf(route),
    ...(route.rawLimit && {
      requestBody: { required: true, content: rawContent(route) },
    }),
    ...(route.body && { requestBody: { required: true, content: json(schemaOf(route.body, 'input')) } }),
    responses: { ...Object.fromEntries(answers), default: problem },
  };
}

/** Bytes of any type, or text of the types that are taken. */
const rawContent = ({ rawTypes }: Route): Json =>
  rawTypes
    ? Object.fromEntries(rawTypes.map((type) => [type, { schema: { type: 'string' } }]))
    : { '*/*': { schema: { type: 'string', format: 'binary' } } };

function parametersOf(route: Route): Json[] {
  const listed = (schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] => {
    if (!schema) return [];
    const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
      properties?: Json;
      required?: string[];
    };
    return Object.entries(json.properties ?? {}).map(([name, property]) => ({
      name,
      in: where,
      required: where === 'path' || (json.required ?? []).includes(name),
      schema: pointed(property as Json),
    }));
  };
  const header = (name: string, description: string): Json => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  });
  return [
    ...listed(route.params, 'path'),
    ...listed(route.query, 'query'),
    ...(route.method === 'post'
      ? [header('Idempotency-Key', 'The same key and body have their effect once in 24 hours')]
      : []),
    ...(route.versioned ? [header('If-Match', 'The version that was read, as in its ETag')] : []),
  ];
}

const withoutId = ({ id: _, ...json }: Json): Json => json;

/** References as OpenAPI has them. */
const pointed = (json: Json): Json =>
  JSON.parse(JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
