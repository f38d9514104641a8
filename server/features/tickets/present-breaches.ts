import { type Breach, stillAsked } from '../../domain/ticket/breaches.js';
import { rowKey } from '../../domain/ticket/clocks.js';
import type { TicketState } from '../../domain/ticket/state.js';
import {
  seesDeskWork,
  seesReason,
  seesRow,
  shownFault,
  shownMember,
  type Viewer,
} from '../../domain/ticket/visibility.js';
import { formatInstant } from '../../domain/time/instant.js';
import type { TargetAnswer } from './wire-shown.js';

type Told = Pick<TargetAnswer, 'fault' | 'asked' | 'reasons'>;

/** What is told of a ticket's broken rows beside them, for desks: whose fault it was, who is asked why, what they said. */
export function withBreaches(
  rows: readonly TargetAnswer[],
  viewer: Viewer,
  { breaches }: Pick<TicketState, 'breaches'>,
): TargetAnswer[] {
  const known = new Map((breaches ?? []).map((breach) => [rowKey(breach), breach]));
  return rows.map((row) => {
    const breach = known.get(rowKey(row));
    return breach && seesDeskWork(viewer) ? { ...row, ...toldOf(viewer, breach) } : row;
  });
}

function toldOf(viewer: Viewer, breach: Breach): Told {
  const fault = shownFault(viewer, breach.fault);
  return {
    ...(fault !== null && { fault }),
    asked: stillAsked(breach).filter((party) => seesRow(viewer, party)),
    reasons: breach.reasons
      .filter((reason) => seesReason(viewer, breach.party, reason))
      .map(({ party, reason, note, by, at }) => ({
        ...{ party, reason: { id: reason.id, name: reason.name }, note },
        ...{ by: shownMember(viewer, by), at: formatInstant(at) },
      })),
  };
}

/** Whose answers a ticket waits for, as its lists are filtered by. */
export const reasonsOpen = ({ breaches }: Pick<TicketState, 'breaches'>): ('provider' | 'partner')[] => {
  const asked = (breaches ?? []).flatMap(stillAsked);
  return (['provider', 'partner'] as const).filter((party) => asked.includes(party));
};
