import type { LiveFeature, LiveSocket } from '../../platform/live/hub.js';
import type { NumberedEvent } from '../../platform/log/event.js';
import { outageShown } from './feed.js';
import type { OutageService } from './service.js';

/** What is told of which event. Reports are for the provider's people and whoever made them. */
const TOLD: Readonly<Record<string, string>> = {
  'outage.reported': 'outage:started',
  'outage.published': 'outage:started',
  'outage.updated': 'outage:updated',
  'outage.corrected': 'outage:updated',
  'outage.ended': 'outage:ended',
};

interface Dependencies {
  outages: OutageService;
  componentNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Outages as they start, go on and end, to everybody who may see them. */
export function outageLive({ outages, componentNames }: Dependencies): LiveFeature {
  const sockets = new Set<LiveSocket>();
  const presented = outageShown({ outages, componentNames });

  return {
    requests: {},
    says: [...new Set(Object.values(TOLD))],
    joined: (socket) => void sockets.add(socket),
    async heard({ seq, event }: NumberedEvent) {
      const name = TOLD[event.type];
      if (name === undefined) return;
      const kinds = new Map<string, ReturnType<typeof presented>>();
      for (const socket of sockets) {
        const kind = JSON.stringify([socket.caller.company, socket.caller.roles, socket.caller.scopes]);
        const shown = kinds.get(kind) ?? presented(socket.caller, event.subject.id);
        kinds.set(kind, shown);
        const outage = await shown;
        if (outage) socket.emit(name, { seq, outage });
      }
    },
    left: (socket) => void sockets.delete(socket),
  };
}
