import { SlaReport } from './sla.js';

/** The desk's report of all targets. */
export function Component() {
  return <SlaReport />;
}
