import { SlaReport } from './sla.js';

const CUTS = ['reason', 'deal', 'party', 'priority', 'metric'] as const;

/** A partner's report of its own tickets. */
export function Component() {
  return <SlaReport cuts={CUTS} />;
}
