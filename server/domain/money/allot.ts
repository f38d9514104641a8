/** Splits an amount by weights so that the parts add up to the whole; the largest remainders get the odd units. */
export function allot(amount: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n || amount < 0n || weights.some((weight) => weight < 0n)) {
    throw new RangeError('Needs an amount of 0 or more and weights of 0 or more, one of them above');
  }
  const parts = weights.map((weight, index) => ({
    index,
    share: (amount * weight) / total,
    rest: (amount * weight) % total,
  }));
  const odd = Number(amount - parts.reduce((sum, part) => sum + part.share, 0n));
  const lucky = new Set(
    parts
      .toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
      .slice(0, odd)
      .map((part) => part.index),
  );
  return parts.map((part) => part.share + (lucky.has(part.index) ? 1n : 0n));
}
