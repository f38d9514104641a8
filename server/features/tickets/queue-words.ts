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
      return `Its rule in version ${why.version}: ${becauseInWords(why.because)}.`;
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
