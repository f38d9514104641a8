import { type Caller, can } from '../../domain/access/access.js';
import type { NumberedEvent } from '../../platform/log/event.js';
import { unlessMissing } from '../../platform/problems.js';
import { type Names, presentCredit } from './present.js';
import type { CreditNow, CreditService } from './service.js';

interface Dependencies {
  credits: Pick<CreditService, 'one'>;
  namesOf(credits: readonly CreditNow[]): Promise<Names>;
}

/** What the feed tells a caller of a credit's event: the credit as their list shows it; `null` for what is not theirs. */
export const creditFeed =
  ({ credits, namesOf }: Dependencies) =>
  async ({ event }: NumberedEvent, caller: Caller): Promise<Record<string, unknown> | null> => {
    const now = can(caller, 'credits:see') ? await unlessMissing(credits.one(caller, event.subject.id)) : null;
    return now && { credit: presentCredit(now, caller, await namesOf([now])) };
  };
