/** What a run is told. */
export interface BenchOptions {
  /** How many documents the large collection has. */
  documents: number;
  /** How long each variant of a measure runs in all. */
  seconds: number;
  tell(line: string): void;
}

/** One comparison: what is measured, beside one of its bounds. */
export interface Row {
  measure: string;
  /** What it is compared with. */
  bound: string;
  unit: '/s' | 'ms';
  /** Medians over the rounds. */
  ours: number;
  theirs: number;
  /** How fast ours is as a share of the bound: the median over rounds in which both ran one after the other. */
  ratio: number;
  /** What the ratio should be at least. */
  aim?: number;
}

/** Something that can be measured; what was found before a fault is kept. */
export type Subject = (options: BenchOptions) => AsyncIterable<Row>;
