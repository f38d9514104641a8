import { changed, type Decision } from '../../decision.js';
import type { Seconds } from '../../time/instant.js';
import type { TicketEvent } from '../events.js';
import type { TicketState } from '../state.js';
import { story } from '../story.js';

/**
 * The requester has shown that the address is theirs. Of everything that origin goes by only this is new: what was
 * claimed is likely now (contract of origin: a message without a caller is never certain), what was unknown stays so.
 */
export function proveAddress(state: TicketState, at: Seconds): Decision<TicketState, TicketEvent> {
  const { confidence } = state.origin;
  if (confidence !== 'claimed' && confidence !== 'none') return changed(state, []);
  const told = story(state, at);
  const after = confidence === 'claimed' ? 'likely' : 'none';
  told.tell({ type: 'ticket-address-proved' }, { origin: { ...state.origin, confidence: after } });
  return told.done();
}
