import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { fileTypeFromBuffer } from 'file-type';
import type { Caller } from '../../../domain/access/access.js';
import { viewerOf } from '../../../domain/ticket/visibility.js';
import { isDuplicateKey } from '../../../platform/database/errors.js';
import type { Command } from '../../../platform/log/command.js';
import { invalid, Problem, unlessMissing } from '../../../platform/problems.js';
import type { Sweep } from '../../../platform/sweeps/sweeps.js';
import type { AttachmentDocument, ChunkDocument } from '../attachment-model.js';
import type { TicketModels } from '../model.js';
import type { TicketStore } from './store.js';
import type { Timelines } from './timeline.js';

/** The largest file, in bytes. */
export const ATTACHMENT_LIMIT = 20 * 1024 * 1024;
const CHUNK = 256 * 1024;
const UNTAKEN_FOR = 24 * 3600;

/** Files: uploaded first, seen by their uploader alone until a message takes them. Kept in chunks with a SHA-256. */
export function attachments({
  models,
  store,
  timelines,
}: {
  models: TicketModels;
  store: TicketStore;
  timelines: Timelines;
}) {
  async function upload(
    caller: Caller,
    command: Command,
    file: { bytes: Buffer; type: string | undefined; name: string | undefined },
  ): Promise<AttachmentDocument> {
    const _id = command.newId('attachment');
    const known = await models.attachments.findById(_id).lean<AttachmentDocument>();
    if (known) return known;
    if (file.bytes.length === 0) throw invalid([{ path: '', message: 'must not be empty' }]);
    const document: AttachmentDocument = {
      _id,
      uploader: caller.id,
      name: fileName(file.name),
      type: await typeOf(file.bytes, file.type),
      size: file.bytes.length,
      sha256: createHash('sha256').update(file.bytes).digest('hex'),
      uploadedAt: await store.now(),
    };
    for (let n = 0; n * CHUNK < file.bytes.length; n++) {
      await insertOnce(models.chunks, {
        ...{ _id: `${_id}:${n}`, attachment: _id, n },
        bytes: file.bytes.subarray(n * CHUNK, (n + 1) * CHUNK),
      });
    }
    await insertOnce(models.attachments, document);
    return document;
  }

  /** A file for whoever sees its message, or has just uploaded it. */
  async function download(caller: Caller, id: string): Promise<{ file: AttachmentDocument; content: Readable }> {
    const file = await models.attachments.findById(id).lean<AttachmentDocument>();
    if (!file || !(await sees(caller, file))) throw new Problem('not-found');
    return { file, content: Readable.from(chunksOf(id)) };
  }

  async function sees(caller: Caller, { taken, uploader }: AttachmentDocument): Promise<boolean> {
    if (!taken) return uploader === caller.id;
    const state = await unlessMissing(store.within(caller, taken.ticket));
    if (!state) return false;
    const terms = (await store.termsOf(state)).get(state.origin.deal ?? '') ?? null;
    return timelines.sees(viewerOf(caller, terms), state.id, taken.message);
  }

  async function* chunksOf(id: string): AsyncGenerator<Buffer> {
    for (let n = 0; ; n++) {
      const chunk = await models.chunks.findOne({ attachment: id, n }).lean<ChunkDocument>();
      if (!chunk) return;
      yield Buffer.isBuffer(chunk.bytes) ? chunk.bytes : Buffer.from((chunk.bytes as { buffer: Uint8Array }).buffer);
    }
  }

  /** Removes what no message has taken for a day after its upload. */
  async function tidy(now: number, limit: number): Promise<number> {
    const filter = { 'taken.message': null, uploadedAt: { $lte: now - UNTAKEN_FOR } };
    const old = await models.attachments.find(filter).limit(limit).lean<AttachmentDocument[]>();
    for (const { _id } of old) {
      const gone = await models.attachments.deleteOne({ ...filter, _id });
      if (gone.deletedCount === 1) await models.chunks.deleteMany({ attachment: _id });
    }
    return old.length;
  }

  const tidying: Sweep = {
    name: 'attachments-untaken',
    shared: false,
    run: async ({ until, limit }) => ({ done: await tidy(until, limit), failed: [] }),
    async nextDue() {
      const first = await models.attachments
        .findOne({ 'taken.message': null }, { uploadedAt: 1 })
        .sort({ uploadedAt: 1 })
        .lean<AttachmentDocument>();
      return first ? first.uploadedAt + UNTAKEN_FOR : null;
    },
  };

  return { upload, download, tidying };
}

async function insertOnce<T>(model: { create(documents: T[]): Promise<unknown> }, document: T): Promise<void> {
  try {
    await model.create([document]);
  } catch (error) {
    if (!isDuplicateKey(error, '_id')) throw error;
  }
}

/** What the bytes are, whatever they were said to be. Text that is none of the known kinds is plain. */
async function typeOf(bytes: Buffer, declared: string | undefined): Promise<string> {
  const sniffed = await fileTypeFromBuffer(bytes);
  if (sniffed) return sniffed.mime;
  if (!isText(bytes)) return 'application/octet-stream';
  const said = declared?.split(';')[0]?.trim().toLowerCase() ?? '';
  return ['text/csv', 'text/markdown', 'application/json', 'message/rfc822'].includes(said) ? said : 'text/plain';
}

function isText(bytes: Buffer): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0');
  } catch {
    // Bytes that are no UTF-8 are no text.
    return false;
  }
}

/** The last part of the name that was sent (percent-encoded where it is not ASCII), without what could mislead. */
function fileName(header: string | undefined): string {
  let name = header ?? '';
  try {
    name = decodeURIComponent(name);
  } catch {
    // A name with a stray percent sign is taken as it is.
  }
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '')
    .trim()
    .slice(0, 200);
  return clean === '' || clean === '.' || clean === '..' ? 'file' : clean;
}
