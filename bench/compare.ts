import type { Row } from './subject.js';

/** A way of doing what is measured: does it again and again for so long, and answers how often in a second. */
export type Variant = (milliseconds: number) => Promise<number>;

/** What a variant is compared with. */
export interface Bound {
  name: string;
  variant: Variant;
  aim?: number;
}

const SLICE_MS = 250;
const LEAST_ROUNDS = 5;

/**
 * Runs a variant and its bounds by turns, in short slices, since other work of the machine comes and goes: a ratio is of
 * neighbours in time. Answers a row for each bound.
 */
export async function compare(measure: string, ours: Variant, bounds: readonly Bound[], seconds: number) {
  const rounds = Math.max(LEAST_ROUNDS, Math.round((seconds * 1000) / SLICE_MS));
  const slice = (seconds * 1000) / rounds;
  const variants = [ours, ...bounds.map(({ variant }) => variant)];
  const rates: number[][] = variants.map(() => []);
  for (const variant of variants) await variant(slice);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < variants.length; turn++) {
      const at = (round + turn) % variants.length;
      rates[at]?.push((await variants[at]?.(slice)) ?? 0);
    }
  }
  const own = rates[0] ?? [];
  return bounds.map(({ name, aim }, at): Row => {
    const theirs = rates[at + 1] ?? [];
    const ratio = median(own.map((rate, round) => rate / (theirs[round] ?? 0)));
    const row: Row = { measure, bound: name, unit: '/s', ours: median(own), theirs: median(theirs), ratio };
    return aim === undefined ? row : { ...row, aim };
  });
}

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}

/** Some clients, each of which asks again once it was answered; `count` is how much one step does. */
export function byClients(clients: number, step: () => Promise<unknown>, count = 1): Variant {
  return async (milliseconds) => {
    const start = performance.now();
    const end = start + milliseconds;
    let done = 0;
    const work = async (): Promise<void> => {
      do {
        await step();
        done += count;
      } while (performance.now() < end);
    };
    await Promise.all(Array.from({ length: clients }, work));
    return (done * 1000) / (performance.now() - start);
  };
}

/** The same without clients: one step after another in this process. */
export function bySteps(step: () => void, count = 1): Variant {
  return (milliseconds) => {
    const start = performance.now();
    let done = 0;
    let passed = 0;
    do {
      step();
      done += count;
      passed = performance.now() - start;
    } while (passed < milliseconds);
    return Promise.resolve((done * 1000) / passed);
  };
}
