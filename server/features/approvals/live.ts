import type { LiveFeature, LiveSocket } from '../../platform/live/hub.js';
import type { NumberedEvent } from '../../platform/log/event.js';
import type { ApprovalsShown } from './shown.js';

const TOLD: Readonly<Record<string, string>> = {
  'approval-asked': 'approval:asked',
  'approval-answered': 'approval:answered',
  'approval-ended': 'approval:ended',
};

/** Approvals as they are asked, answered and ended, to everybody who may see them. */
export function approvalLive({ shown }: { shown: Pick<ApprovalsShown, 'heard'> }): LiveFeature {
  const sockets = new Set<LiveSocket>();

  return {
    requests: {},
    says: Object.values(TOLD),
    joined: (socket) => void sockets.add(socket),
    async heard({ seq, event }: NumberedEvent) {
      const name = TOLD[event.type];
      if (name === undefined) return;
      const kinds = new Map<string, ReturnType<ApprovalsShown['heard']>>();
      for (const socket of sockets) {
        const { company, roles, scopes, ticket } = socket.caller;
        const kind = JSON.stringify([company, roles, scopes, ticket !== null]);
        const seen = kinds.get(kind) ?? shown.heard(socket.caller, event.subject.id);
        kinds.set(kind, seen);
        const approval = await seen;
        if (approval) socket.emit(name, { seq, approval });
      }
    },
    left: (socket) => void sockets.delete(socket),
  };
}
