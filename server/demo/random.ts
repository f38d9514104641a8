/** Chance that can be told again: the same seed gives the same choices. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number within bounds, both included. */
  between(min: number, max: number): number;
  pick<T>(things: readonly T[]): T;
  /** True in so many of a hundred cases. */
  percent(share: number): boolean;
}

/** Mulberry32 over a hash of the seed's characters. */
export function chance(seed: string): Chance {
  let state =
    [...seed].reduce(
      (hash, character) => Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619),
      2_166_136_261,
    ) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    between,
    pick(things) {
      const thing = things[between(0, things.length - 1)];
      if (thing === undefined) throw new RangeError('Nothing to pick from');
      return thing;
    },
    percent: (share) => next() * 100 < share,
  };
}
