import { type Caller, can } from '../../domain/access/access.js';
import { componentsOf } from '../../domain/outage/outage.js';
import type { NumberedEvent } from '../../platform/log/event.js';
import { unlessMissing } from '../../platform/problems.js';
import { presentOutage, presentWindow } from './present.js';
import type { OutageService } from './service.js';

interface Dependencies {
  outages: Pick<OutageService, 'one' | 'window'>;
  componentNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** An outage as it is now, for whoever hears of it; `null` for who may not see it. */
export const outageShown =
  ({ outages, componentNames }: Pick<Dependencies, 'componentNames'> & { outages: Pick<OutageService, 'one'> }) =>
  async (caller: Caller, id: string) => {
    if (!can(caller, 'outages:see') && caller.ticket === null) return null;
    const now = await unlessMissing(outages.one(caller, id));
    return now && presentOutage(now, await componentNames(componentsOf(now.outage)));
  };

/** What the feed tells a caller of an outage's event: the outage as the live interface shows it. */
export function outageFeed(dependencies: Dependencies) {
  const shown = outageShown(dependencies);
  return async ({ event }: NumberedEvent, caller: Caller): Promise<Record<string, unknown> | null> => {
    const outage = await shown(caller, event.subject.id);
    return outage && { outage };
  };
}

/** What the feed tells of planned maintenance, which is for everybody. */
export const maintenanceFeed =
  ({ outages }: Pick<Dependencies, 'outages'>) =>
  async ({ event }: NumberedEvent, caller: Caller): Promise<Record<string, unknown> | null> => {
    const now = can(caller, 'outages:see') ? await unlessMissing(outages.window(event.subject.id)) : null;
    return now && { maintenance: presentWindow(now) };
  };
