/** A row's name among those of its ticket. */
export const rowKey = ({ metric, party, cycle }: { metric: string; party: string; cycle: number }): string =>
  `${metric} ${party} ${cycle}`;
