import type { Caller } from '../../../domain/access/access.js';
import { decide } from '../../../domain/ticket/decide.js';
import { rowKey } from '../../../domain/ticket/row-key.js';
import { speaksFor } from '../../../domain/ticket/verbs/breach-reason.js';
import type { Command } from '../../../platform/log/command.js';
import { invalid } from '../../../platform/problems.js';
import { both, horizonOf, named } from '../horizon.js';
import type { Agreements } from '../ports.js';
import type { BreachReasonBody } from '../wire-asked.js';
import type { TicketOutcome, TicketStore } from './store.js';

/** Takes what a party says of a breach: one of the reasons that are agreed for it. */
export function breachReasons({
  store,
  agreements,
}: {
  store: TicketStore;
  agreements: Pick<Agreements, 'breachReason'>;
}) {
  return {
    async explainBreach(
      caller: Caller,
      command: Command,
      id: string,
      key: string,
      { reason, note }: BreachReasonBody,
    ): Promise<TicketOutcome> {
      const filter = both(named(id), horizonOf(caller));
      return store.change(
        caller,
        command,
        filter,
        () => agreements.breachReason(reason),
        (found) => (state, context, at) => {
          const breach = state.breaches?.find((one) => rowKey(one) === key);
          const party = breach ? speaksFor(breach, context) : null;
          const isMeant = found !== null && (party === null || found.parties.includes(party));
          const said = { id: reason, name: found?.name ?? reason };
          const decision = decide({ verb: 'breach-reason', key, reason: said, note: note ?? null }, state, context, at);
          // Who may not say it at all is told so, whatever they named.
          if (decision.ok && !isMeant) {
            throw invalid([{ path: 'reason', message: `must be a reason that ${party ?? 'the party'} can give` }]);
          }
          return decision;
        },
      );
    },
  };
}
