/** Merges ordered iterators into one ordered iterator; `null` ("none yet") is passed on. */
export function* merged<T>(
  sources: readonly Iterator<T | null>[],
  compare: (a: T, b: T) => number,
): Generator<T | null, void, undefined> {
  const heap: { value: T; source: Iterator<T | null> }[] = [];
  const isBefore = (a: number, b: number): boolean => {
    const [one, other] = [heap[a], heap[b]];
    return one !== undefined && other !== undefined && compare(one.value, other.value) < 0;
  };
  const swap = (a: number, b: number): void => {
    const [one, other] = [heap[a], heap[b]];
    if (one && other) [heap[a], heap[b]] = [other, one];
  };
  function up(at: number): void {
    for (let child = at; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!isBefore(child, parent)) return;
      swap(child, parent);
      child = parent;
    }
  }
  function down(): void {
    for (let parent = 0; ; ) {
      let least = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) if (isBefore(child, least)) least = child;
      if (least === parent) return;
      swap(parent, least);
      parent = least;
    }
  }
  try {
    for (const source of sources) {
      const value = yield* following(source);
      if (value === undefined) continue;
      heap.push({ value, source });
      up(heap.length - 1);
    }
    for (let first = heap[0]; first; first = heap[0]) {
      yield first.value;
      const value = yield* following(first.source);
      if (value !== undefined) first.value = value;
      else {
        const last = heap.pop();
        if (last && last !== first) heap[0] = last;
      }
      down();
    }
  } finally {
    for (const source of sources) source.return?.();
  }
}

function* following<T>(source: Iterator<T | null>): Generator<null, T | undefined, undefined> {
  for (;;) {
    const { done, value } = source.next();
    if (done) return undefined;
    if (value !== null) return value;
    yield null;
  }
}
