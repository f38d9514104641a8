import type { AssignReason, PassedOn } from '../../domain/routing/assign.js';
import type { QueueFacts } from '../../domain/routing/queues.js';
import type { QueueWhy } from '../../domain/ticket/state.js';

const FACT_WORDS: Record<keyof QueueFacts, string> = {
  kind: 'kind',
  component: 'component',
  partner: 'partner',
  dealType: 'deal type',
  language: 'language',
  priority: 'priority',
  court: 'court',
};

/** Why a ticket is in its queue, in words; `null` where nothing was kept of it. */
export function queueInWords(why: QueueWhy): string | null {
  if (why === null) return null;
  switch (why.by) {
    case 'rule':
      return `Its rule ${why.rule === undefined ? '' : `${why.rule} `}in version ${why.version}: ${becauseInWords(why.because)}.`;
    case 'default':
      return `No other queue takes it; version ${why.version}.`;
    case 'person':
      return 'Somebody put it there by hand.';
    case 'playbook':
      return `Playbook ${why.playbook}, version ${why.version}, put it there.`;
  }
}

function becauseInWords(because: Partial<Record<keyof QueueFacts, string>>): string {
  const asked = (Object.keys(FACT_WORDS) as (keyof QueueFacts)[]).flatMap((fact) => {
    const value = because[fact];
    return value === undefined ? [] : [`${FACT_WORDS[fact]} ${value}`];
  });
  return asked.length === 0 ? 'it takes everything' : asked.join(', ');
}

/** Why a ticket was taken from whoever had it. */
export const PASSED_ON_WORDS: Readonly<Record<PassedOn, string>> = {
  off: 'Whoever had it is off.',
  idle: 'Nothing was done with it for longer than the queue lets it lie.',
};

/** Why a queue gave a ticket to somebody. It names people of the queue's side. */
export function assignedInWords(why: AssignReason): string {
  const words = [`Queue ${why.queue}: ${choiceInWords(why)}.`];
  if (why.fallback)
    words.push(`Nobody${why.passedOn ? ' else' : ''} with the skills ${why.passedOn ? 'has room' : 'came in time'}.`);
  if (why.passedOn) words.push(PASSED_ON_WORDS[why.passedOn]);
  return words.join(' ');
}

function choiceInWords(why: AssignReason): string {
  switch (why.by) {
    case 'round-robin':
      return why.after === null ? 'round robin, the first' : `round robin, next after ${why.after}`;
    case 'least-loaded':
      return `least loaded, ${why.load} of ${why.capacity}`;
    case 'by-skill':
      return why.skills.length === 0 ? 'by skill, knowing none of them' : `by skill, knowing ${why.skills.join(', ')}`;
  }
}
