import { can, partyOf } from '../../access/access.js';
import { changed, type Decision, refused } from '../../decision.js';
import { chosen } from '../../playbook/react.js';
import { isActive } from '../../playbook/run.js';
import type { Seconds } from '../../time/instant.js';
import { present } from '../commands.js';
import { memberOf, type TicketContext } from '../context.js';
import type { TicketEvent } from '../events.js';
import type { TicketState } from '../state.js';
import { factsOf } from './facts.js';
import { begunByHand } from './reacting.js';
import type { PlaybookWorld } from './world.js';

/**
 * Somebody begins a playbook, whether its conditions hold or not: the provider any that applies to the ticket, a
 * partner its own. It is no verb of `may`: what could be begun is told by the playbooks in force.
 */
export function beginByHand(
  playbook: string,
  state: TicketState,
  { caller, terms }: TicketContext,
  at: Seconds,
  world: PlaybookWorld,
): Decision<TicketState, TicketEvent> {
  const party = partyOf(caller);
  if (party === 'customer' || !can(caller, 'tickets:work')) {
    return refused('not-allowed', 'Who may: the provider; a partner with its own playbooks.');
  }
  if (state.status !== 'open') {
    return refused('wrong-state', `Playbooks begin on open tickets. This one is ${state.status}.`, present(state));
  }
  const { current } = world.shelf(state.origin.partner?.id ?? null, []);
  const found = chosen(current, factsOf(state, terms)).find(({ definition }) => definition.name === playbook);
  if (!found || (party === 'partner' && found.owner !== memberOf(caller).company)) {
    const errors = [{ path: 'playbook', message: 'is no playbook in force that you may begin on this ticket' }];
    return refused('invalid', 'There is no such playbook for this ticket.', { errors });
  }
  const isRunning = state.runs.some(
    (run) => isActive(run) && run.playbook.name === playbook && run.playbook.owner === found.owner,
  );
  if (isRunning) return refused('wrong-state', `The playbook ${playbook} runs already.`, present(state));
  const begun = begunByHand(playbook, state, world, at);
  const first = begun.events.findIndex(({ type }) => type === 'playbook-began');
  if (first === -1) return refused('wrong-state', 'As many playbooks as can be are running already.', present(state));
  return changed(
    begun.state,
    begun.events.map((event, index) =>
      index === first && event.type === 'playbook-began' ? { ...event, byHand: true } : event,
    ),
  );
}
