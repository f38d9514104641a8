import { z } from 'zod';
import { line } from '../../platform/http/wire.js';
import { ListQuery } from '../tickets/wire-asked.js';

/** What a view may ask: all that a list can be asked, but no page of it. */
export const Asked = ListQuery.omit({ limit: true, cursor: true });

const Query = z
  .record(z.string().max(40), z.string().max(1_000))
  .describe('Filters, `q` and `sort` as the query of `GET /tickets` has them');

const AskedQuery = Query.superRefine((query, context) => {
  const { error } = Asked.safeParse(query);
  for (const { path, message, ...issue } of error?.issues ?? []) {
    if (issue.code !== 'unrecognized_keys') context.addIssue({ code: 'custom', path, message });
    else context.addIssue({ code: 'unrecognized_keys', keys: issue.keys, path, message, input: query });
  }
});

/** What somebody says of a view. */
export const ViewBody = z
  .strictObject({ name: line(80), query: AskedQuery, shared: z.boolean().default(false) })
  .meta({ id: 'ViewContent' });

const shown = z.object({
  id: z.string(),
  version: z.int(),
  name: z.string(),
  query: Query,
  shared: z.boolean(),
  owner: z.object({ id: z.string(), name: z.string() }),
  own: z.boolean(),
  pinned: z.int().nullable().describe('Its place among what the caller has pinned, from 0'),
  may: z.array(z.enum(['change', 'remove'])),
});
/** A view as its reader finds it. */
export const ViewAnswer = shown.meta({ id: 'View' });
/** The same with how many tickets it has for this reader. */
export const ViewCounted = shown
  .extend({
    count: z
      .object({ count: z.int(), more: z.boolean() })
      .nullable()
      .describe('Up to 999; `more`: and others. `null`: too many to look through'),
  })
  .meta({ id: 'CountedView' });
