import type { DealType } from '../playbook/definition.js';
import type { Court, Kind, Priority } from '../ticket/vocabulary.js';

/** What of a ticket its queue is chosen by. Unknown parts are `null`. */
export interface QueueFacts {
  kind: Kind;
  component: string | null;
  partner: string | null;
  dealType: DealType | null;
  /** In which the customer speaks. */
  language: string | null;
  priority: Priority;
  court: Court | null;
}

/** What a queue takes. An empty list asks for nothing. */
export interface QueueConditions {
  kinds: readonly Kind[];
  components: readonly string[];
  partners: readonly string[];
  dealTypes: readonly DealType[];
  languages: readonly string[];
  priorities: readonly Priority[];
  courts: readonly Court[];
}

/** A queue as far as tickets find their way into it. */
export interface QueueRules {
  id: string;
  name: string;
  version: number;
  order: number;
  /** The first of them whose conditions all hold takes the ticket; where there is none, none comes by itself. */
  rules: readonly QueueConditions[];
  /** Takes what no other queue takes. */
  isDefault: boolean;
  /** How long a ticket may be in triage; `null`: as long as it takes. */
  triageMinutes: number | null;
  /** The calendar in which its minutes count; `null`: around the clock. */
  calendar: string | null;
}

/** Why a queue took a ticket: what of the ticket its rule asks for, or that no other queue took it. */
export type QueueReason =
  | {
      by: 'rule';
      version: number;
      /** Which of several, counted from 1; left out where there was only one. */
      rule?: number;
      because: Partial<Record<keyof QueueFacts, string>>;
    }
  | { by: 'default'; version: number };

const ASKED = [
  ['kinds', 'kind'],
  ['components', 'component'],
  ['partners', 'partner'],
  ['dealTypes', 'dealType'],
  ['languages', 'language'],
  ['priorities', 'priority'],
  ['courts', 'court'],
] as const satisfies readonly (readonly [keyof QueueConditions, keyof QueueFacts])[];

/** The queue with the first rule that holds, queue after queue in their order; else the first default one. */
export function chooseQueue(
  queues: readonly QueueRules[],
  facts: QueueFacts,
): { queue: QueueRules; why: QueueReason } | null {
  const inOrder = queues.toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  for (const queue of inOrder.filter(({ isDefault }) => !isDefault)) {
    const { rules, version } = queue;
    for (const [index, when] of rules.entries()) {
      const because = reasonIn(when, facts);
      if (!because) continue;
      return { queue, why: { by: 'rule', version, ...(rules.length > 1 && { rule: index + 1 }), because } };
    }
  }
  const last = inOrder.find(({ isDefault }) => isDefault);
  return last ? { queue: last, why: { by: 'default', version: last.version } } : null;
}

/** What of the ticket the conditions ask for, if all of them hold. */
function reasonIn(when: QueueConditions, facts: QueueFacts): Partial<Record<keyof QueueFacts, string>> | null {
  const because: Partial<Record<keyof QueueFacts, string>> = {};
  for (const [name, fact] of ASKED) {
    const wanted: readonly string[] = when[name];
    if (wanted.length === 0) continue;
    const value = facts[fact];
    if (value === null || !wanted.includes(value)) return null;
    because[fact] = value;
  }
  return because;
}
