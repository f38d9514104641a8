/** Counts what was answered, and lets somebody wait for so many more. */
export interface Tally {
  add(): void;
  /** Comes when so many more were counted. */
  more(count: number): Promise<void>;
}

export function tally(): Tally {
  let counted = 0;
  const waiting: { until: number; go(): void }[] = [];
  return {
    add() {
      counted++;
      for (const one of waiting.filter(({ until }) => until <= counted)) {
        waiting.splice(waiting.indexOf(one), 1);
        one.go();
      }
    },
    more: (count) =>
      count <= 0 ? Promise.resolve() : new Promise((go) => void waiting.push({ until: counted + count, go })),
  };
}
