export { decodeCommand, decodeDocument, documentLength } from './bson/decode.js';
export { encodeDocument, RawArray } from './bson/encode.js';
export { type Document, MAX_DOCUMENT_BYTES, type Value } from './bson/types.js';
