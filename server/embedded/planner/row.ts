import { decodeDocument } from '../bson/decode.js';
import type { Document } from '../bson/types.js';

/** A stored document on its way through a plan, decoded when somebody looks. */
export class Row {
  private decoded: Document | undefined;

  constructor(
    readonly record: number,
    readonly bytes: Buffer,
  ) {}

  get document(): Document {
    this.decoded ??= decodeDocument(this.bytes);
    return this.decoded;
  }
}

/** Rows as they are found; `null` means "none yet", so that long searches can let others have their turn. */
export type Rows = Generator<Row | null, void, undefined>;
