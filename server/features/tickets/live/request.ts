import type { z } from 'zod';
import { type Caller, can } from '../../../domain/access/access.js';
import { faultsOf } from '../../../platform/http/read-request.js';
import type { NumberedEvent } from '../../../platform/log/event.js';
import { invalid, Problem } from '../../../platform/problems.js';

/** Whether an event is of a ticket. */
export const isOfTicket = ({ event }: NumberedEvent): boolean => event.subject.kind === 'ticket';

/** Reads the payload of a live request, or refuses with every fault. */
export function parsed<S extends z.ZodType>(schema: S, payload: unknown): z.output<S> {
  const result = schema.safeParse(asWords(payload ?? {}));
  if (!result.success) throw invalid(faultsOf(result.error));
  return result.data;
}

/** Filters come as in a query string; programs may as well send `true`, or a number. */
function asWords(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return payload;
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name,
      name !== 'typing' && typeof value === 'boolean' ? String(value) : value,
    ]),
  );
}

/** What the live connection tells of tickets is for those who may read them over HTTP. */
export function expectReader(caller: Caller): void {
  if (!can(caller, 'tickets:read')) throw new Problem('not-allowed', 'This takes somebody who may read tickets.');
}
