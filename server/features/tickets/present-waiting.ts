import type { TicketState } from '../../domain/ticket/state.js';
import { solvesAt, type WaitedFor, type Waiting } from '../../domain/ticket/waiting.js';
import { formatInstant, type Seconds } from '../../domain/time/instant.js';
import type { TicketAnswer } from './wire-shown.js';

/** All that happens by itself while somebody is waited for, the steps that are past too; `null` where nobody is. */
export const followUps = ({ waiting }: TicketState): TicketAnswer['followUps'] =>
  waiting?.plan.map(({ at, what }, index) => ({
    ...{ at: formatInstant(at), done: index < waiting.done },
    what: what === 'remind' ? 'reminder' : 'solve',
  })) ?? null;

const UNHEARD: Record<WaitedFor, string> = {
  customer: 'we do not hear from you',
  third_party: 'the third party that we wait for does not answer',
};

/** How a wait ends if nobody answers, in words for everybody. */
export function followUpNotice({ waiting }: TicketState): TicketAnswer['followUpNotice'] {
  const at = waiting && solvesAt(waiting);
  if (!waiting || at === null) return null;
  return { at: formatInstant(at), words: `We close this on ${dayIn(waiting, at)} if ${UNHEARD[waiting.for]}.` };
}

const dayIn = ({ timeZone }: Waiting, at: Seconds): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone }).format(new Date(formatInstant(at)));
