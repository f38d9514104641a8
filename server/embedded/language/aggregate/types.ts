import type { Collator } from '../collation.js';
import type { ExpressionOptions } from '../expression/types.js';
import type { Document } from '../values.js';

/** What may be done by whoever reads a collection, before the first other stage sees a document. */
export interface Leading {
  /** All leading `$match` stages, joined by `$and`. */
  filter: Document;
  sort?: Document | undefined;
  skip?: number | undefined;
  limit?: number | undefined;
  /** Top-level fields that the rest looks at; null or absent where it may look at all. */
  fields?: Set<string> | null | undefined;
}

/** What a pipeline needs of the store. */
export interface PipelineEnvironment {
  database: string;
  collection: string | null;
  collation?: Document | undefined;
  now: Date;
  variables?: Document | undefined;
  /** Reads another collection of the database. */
  read(collection: string, leading: Leading): Iterable<Document>;
  /** Whether equality on the field of a collection is answered by an index. */
  indexed?(collection: string, field: string): boolean;
  indexStats?(): Iterable<Document>;
  collStats?(options: Document): Iterable<Document>;
  /** What is known of the sessions of clients. */
  sessions?(): Iterable<Document>;
  /** Bytes that one sorting or grouping stage may hold. */
  memoryLimit: number;
}

/** A compiled stage. */
export type Stage = (input: Iterable<Document>) => Iterable<Document>;

/** What the compilation of stages shares. */
export interface StageContext extends ExpressionOptions {
  collator: Collator | undefined;
  environment?: PipelineEnvironment | undefined;
  /** Inside `$facet` and `$lookup` some stages have no place. */
  nested?: string | undefined;
}

/** Compiles the operand of one stage. */
export type StageCompiler = (operand: unknown, context: StageContext, name: string) => Stage;

/** Stages by their names. */
export type StageTable = Readonly<Record<string, StageCompiler>>;

/** Compiles whole pipelines, for the stages that hold others. */
export type CompilePipeline = (stages: readonly unknown[], context: StageContext) => Stage;
