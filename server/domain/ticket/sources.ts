import { rowKey } from './clocks.js';
import type { CitedSource, TargetSource, TicketState } from './state.js';

/** So many sources stay on a ticket: those of far earlier terms are let go of. */
const KEPT = 200;

type Named = Pick<TargetSource, 'metric' | 'party'>;
const isOf = (one: Named, other: Named): boolean => one.metric === other.metric && one.party === other.party;

/** Sources of targets as they hold since an instant. */
export const sourcesSince = (sources: readonly TargetSource[], since: number): CitedSource[] =>
  sources.map((source) => ({ ...source, since }));

/** The sources after others took their place from an instant on: what ended before goes on to cite the earlier ones. */
export function sourcesAfter(
  before: readonly CitedSource[],
  now: readonly TargetSource[],
  since: number,
): readonly CitedSource[] {
  const news = now.filter((source) => {
    const last = before.findLast((one) => isOf(one, source));
    return !last || !isSameSource(last, source);
  });
  return [...before, ...sourcesSince(news, since)].slice(-KEPT);
}

export const isSameSource = (one: TargetSource, other: TargetSource): boolean =>
  isOf(one, other) &&
  one.source === other.source &&
  one.policy.id === other.policy.id &&
  one.policy.version === other.policy.version;

/** What a target's row runs under, or ran under when it ended. */
export interface RowTerms {
  source: string | null;
  policy: { id: string; version: number } | null;
  calendar: { id: string; version: number } | null;
}

/** By the key of each row: the agreement, and the versions of policy and calendar that it runs under. */
export function termsOfRows({ sla, sources }: Pick<TicketState, 'sla' | 'sources'>): ReadonlyMap<string, RowTerms> {
  return new Map(
    [...sla.open, ...sla.ended].map((row) => {
      const own = sources.filter((source) => isOf(source, row));
      const cited = own.findLast(({ since }) => since <= (row.endedAt ?? since)) ?? own[0];
      const terms = {
        source: cited?.source ?? null,
        policy: cited?.policy ?? null,
        calendar: calendarIn(row.calendar),
      };
      return [rowKey(row), terms];
    }),
  );
}

/** A calendar's id and version in the name that a ticket has for it: `berlin@3`. */
function calendarIn(name: string): RowTerms['calendar'] {
  const cut = name.lastIndexOf('@');
  return cut < 0 ? null : { id: name.slice(0, cut), version: Number(name.slice(cut + 1)) };
}

/** By what a ticket is found when an agreement changes: every version of policy and calendar that it runs under. */
export function citesOf({ sla, sources }: Pick<TicketState, 'sla' | 'sources'>): string[] {
  const { targets } = sla.policy;
  const policies = targets.flatMap((target) => {
    const cited = sources.findLast((source) => isOf(source, target));
    return cited ? [`policy:${cited.policy.id}@${cited.policy.version}`] : [];
  });
  return [...new Set([...policies, ...targets.map(({ calendar }) => `calendar:${calendar}`)])];
}
