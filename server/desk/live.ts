import { approvalLive } from '../features/approvals/live.js';
import { outageLive } from '../features/outages/live.js';
import { COOKIE } from '../features/people/sessions.js';
import { ticketQueue } from '../features/tickets/live/queue.js';
import { ticketWarnings } from '../features/tickets/live/warnings.js';
import { ticketWatch } from '../features/tickets/live/watch.js';
import { noHints, redisHints } from '../platform/live/hints.js';
import { liveHub } from '../platform/live/hub.js';
import type { AgreedParts } from './agreed.js';
import type { Foundation } from './foundation.js';
import type { OutwardParts } from './outward.js';
import type { ServiceParts } from './service.js';
import type { WorkParts } from './work.js';
import type { World } from './world.js';

/** What is pushed to sockets. */
export function liveParts(
  { config, clock, logger }: World,
  { log, tail }: Foundation,
  { sessions }: AgreedParts,
  { tickets }: WorkParts,
  { outages, componentNames }: ServiceParts,
  { approvalShown }: OutwardParts,
) {
  const hints = config.redisUrl === null ? noHints : redisHints({ url: config.redisUrl, log, clock, logger });
  hints.onHint(tail.hint);
  const live = liveHub({
    tail,
    logger,
    cookie: COOKIE,
    authenticate: ({ token }) => sessions.ofCredential(token),
  });
  live.register(ticketQueue({ tickets, log }));
  live.register(
    ticketWatch({
      tickets,
      say: (message) => hints.say('presence', message),
      onSaid: (hear) => hints.onSaid('presence', hear),
    }),
  );
  live.register(ticketWarnings({ tickets }));
  live.register(outageLive({ outages, componentNames }));
  live.register(approvalLive({ shown: approvalShown }));
  return { hints, live };
}
export type LiveParts = ReturnType<typeof liveParts>;
