import { documentLength } from '../bson.js';
import { CommandError } from '../errors.js';
import { crc32c } from './crc32c.js';

/** What begins every message. */
export const HEADER_BYTES = 16;

const OP_QUERY = 2004;
const OP_COMPRESSED = 2012;
const OP_MSG = 2013;

const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const REQUIRED_FLAGS = 0xffff;

/** Bytes that are no message; the connection that they came from is closed. */
export class MalformedMessage extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedMessage';
  }
}

/** A request of a client: a command as bytes, and the sequences of documents that came beside it. */
export interface Request {
  id: number;
  /** The old way of asking, for the handshake only; it is answered in the old way too. */
  legacy: boolean;
  /** The client does not wait for an answer. */
  silent: boolean;
  body: Buffer;
  sequences: Map<string, Buffer[]>;
  /** Said by the namespace of an OP_QUERY; OP_MSG has it in the command. */
  database: string | null;
  refusal: CommandError | null;
}

/** Reads a whole message, header included. Throws MalformedMessage. */
export function readMessage(message: Buffer): Request {
  const code = message.readInt32LE(12);
  switch (code) {
    case OP_MSG:
      return readOpMsg(message);
    case OP_QUERY:
      return readOpQuery(message);
    case OP_COMPRESSED:
      return {
        ...emptyRequest(message),
        refusal: new CommandError(17, 'ProtocolError', 'Compression was not agreed upon'),
      };
    default:
      throw new MalformedMessage(`Unknown operation ${code}`);
  }
}

const emptyRequest = (message: Buffer): Request => ({
  id: message.readInt32LE(4),
  legacy: false,
  silent: false,
  body: Buffer.alloc(0),
  sequences: new Map(),
  database: null,
  refusal: null,
});

function readOpMsg(message: Buffer): Request {
  if (message.length < HEADER_BYTES + 4 + 6) throw new MalformedMessage('OP_MSG is cut short');
  const flags = message.readUInt32LE(HEADER_BYTES);
  if (flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME))
    throw new MalformedMessage('OP_MSG has unknown flags');
  let end = message.length;
  if (flags & CHECKSUM_PRESENT) {
    end -= 4;
    if (message.readUInt32LE(end) !== crc32c(message.subarray(0, end)))
      throw new MalformedMessage('OP_MSG checksum is wrong');
  }
  const request: Request = { ...emptyRequest(message), silent: (flags & MORE_TO_COME) !== 0 };
  let at = HEADER_BYTES + 4;
  let bodies = 0;
  while (at < end) {
    const kind = message[at++];
    if (kind === 0) {
      const length = lengthOf(message, at, end);
      request.body = message.subarray(at, at + length);
      at += length;
      bodies++;
    } else if (kind === 1) at = readSequence(message, at, end, request);
    else throw new MalformedMessage('OP_MSG has a section of unknown kind');
  }
  if (bodies !== 1) throw new MalformedMessage('OP_MSG must have exactly one body');
  return request;
}

/** Reads a sequence of documents; answers where it ends. */
function readSequence(message: Buffer, start: number, limit: number, request: Request): number {
  if (start + 4 > limit) throw new MalformedMessage('A document sequence is cut short');
  const end = start + message.readInt32LE(start);
  const stop = message.indexOf(0, start + 4);
  if (end > limit || stop < 0 || stop >= end) throw new MalformedMessage('A document sequence has an invalid length');
  const name = message.toString('utf8', start + 4, stop);
  if (request.sequences.has(name)) throw new MalformedMessage(`There are two document sequences "${name}"`);
  const documents: Buffer[] = [];
  let at = stop + 1;
  while (at < end) {
    const length = lengthOf(message, at, end);
    documents.push(message.subarray(at, at + length));
    at += length;
  }
  request.sequences.set(name, documents);
  return end;
}

function readOpQuery(message: Buffer): Request {
  const stop = message.indexOf(0, HEADER_BYTES + 4);
  if (stop < 0 || stop + 9 + 5 > message.length) throw new MalformedMessage('OP_QUERY is cut short');
  const namespace = message.toString('utf8', HEADER_BYTES + 4, stop);
  if (!namespace.endsWith('.$cmd')) throw new MalformedMessage('OP_QUERY is for commands only');
  const at = stop + 1 + 8;
  const length = lengthOf(message, at, message.length);
  const body = message.subarray(at, at + length);
  return { ...emptyRequest(message), legacy: true, body, database: namespace.slice(0, -'.$cmd'.length) };
}

function lengthOf(message: Buffer, at: number, end: number): number {
  try {
    return documentLength(message, at, end);
  } catch (error) {
    throw new MalformedMessage(error instanceof Error ? error.message : String(error));
  }
}

/** The answer to a request: one document. */
export function writeReply(request: Request, body: Buffer, id: number): Buffer {
  const head = request.legacy ? Buffer.alloc(HEADER_BYTES + 20) : Buffer.alloc(HEADER_BYTES + 5);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(id, 4);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.legacy ? 1 : OP_MSG, 12);
  if (request.legacy) {
    head.writeInt32LE(8, HEADER_BYTES);
    head.writeInt32LE(1, HEADER_BYTES + 16);
  }
  return Buffer.concat([head, body]);
}
