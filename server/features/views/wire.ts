import { z } from 'zod';
import { line } from '../../platform/http/wire.js';

const Query = z
  .record(z.string().max(40), z.string().max(1_000))
  .describe('Filters, `q` and `sort` as the query of `GET /tickets` has them');

/** What somebody says of a view. */
export const ViewBody = z
  .strictObject({ name: line(80), query: Query, shared: z.boolean().default(false) })
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
