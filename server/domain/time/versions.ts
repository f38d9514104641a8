/** A version of an agreement and from when it holds: a date or an instant, both of which sort as text; `null`: since ever. */
export interface Dated {
  version: number;
  from: string | null;
}

/**
 * The version that holds at a date or instant: of those that have begun the one that began last, of those that began
 * together the newest. So last week's correction and next year's hours do not get into each other's way.
 */
export function inForce<V extends Dated>(versions: readonly V[], when: string): V | undefined {
  return versions
    .filter(({ from }) => from === null || from <= when)
    .reduce<V | undefined>((best, one) => (best === undefined || isAfter(one, best) ? one : best), undefined);
}

/** In the order in which they hold, each beginning once. */
export function steps<V extends Dated>(versions: readonly V[]): V[] {
  const newest = new Map<string, V>();
  for (const one of versions) {
    const rival = newest.get(one.from ?? '');
    if (!rival || one.version > rival.version) newest.set(one.from ?? '', one);
  }
  return [...newest.values()].sort((a, b) => (isAfter(a, b) ? 1 : -1));
}

function isAfter(one: Dated, other: Dated): boolean {
  const [a, b] = [one.from ?? '', other.from ?? ''];
  return a === b ? one.version > other.version : a > b;
}
