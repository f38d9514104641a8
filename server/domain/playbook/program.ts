import { unreachable } from '../decision.js';
import type { Playbook, Step } from './definition.js';

/** A step, and where it leads: always forward, so that a run ends after at most as many steps as there are. */
export interface Instruction {
  step: Step;
  /** What follows it, or its arms; `null` is the end. */
  next: string | null;
  /** Where each of its arms begins; an empty one leads to `next`. */
  arms: Readonly<Record<string, string | null>>;
}

/** The steps of a playbook by id, in the order in which they are written. */
export type Program = ReadonlyMap<string, Instruction>;

/** The arms of a step by name. */
export function armsOf(step: Step): readonly [name: string, steps: readonly Step[]][] {
  switch (step.do) {
    case 'branch':
      return [
        ['then', step.yes],
        ['else', step.no],
      ];
    case 'wait':
      return [
        ['happened', step.happened],
        ['expired', step.expired],
      ];
    case 'ask':
      return [
        ['approved', step.approved],
        ['declined', step.declined],
        ['escalated', step.escalated],
      ];
    case 'set':
    case 'assign':
    case 'notify':
    case 'escalate':
    case 'hand-over':
    case 'solve':
    case 'webhook':
    case 'stop':
      return [];
    default:
      return unreachable(step);
  }
}

export function programOf({ steps }: Playbook): Program {
  const program = new Map<string, Instruction>();
  lay(steps, null, program);
  return program;
}

function lay(steps: readonly Step[], after: string | null, program: Map<string, Instruction>): void {
  steps.forEach((step, index) => {
    const next = steps[index + 1]?.id ?? after;
    const arms = armsOf(step);
    program.set(step.id, {
      step,
      next,
      arms: Object.fromEntries(arms.map(([name, inner]) => [name, inner[0]?.id ?? next])),
    });
    for (const [, inner] of arms) lay(inner, next, program);
  });
}
