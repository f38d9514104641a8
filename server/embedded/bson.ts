export { decodeCommand, decodeDocument, documentLength } from './bson/decode.js';
export { encodeDocument, RawArray, RawDocument } from './bson/encode.js';
export { type Document, isDocument, MAX_DEPTH, MAX_DOCUMENT_BYTES, type Value } from './bson/types.js';
