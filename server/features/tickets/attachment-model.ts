import { Schema } from 'mongoose';
import type { Seconds } from '../../domain/time/instant.js';
import { storage } from '../../platform/log/subject.js';

/** An uploaded file's facts; its bytes are in chunks. */
export interface AttachmentDocument {
  _id: string;
  /** Who uploaded it: the only one who sees it until a message takes it. */
  uploader: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  uploadedAt: Seconds;
  taken?: { ticket: string; message: string };
}

export interface ChunkDocument {
  _id: string;
  attachment: string;
  n: number;
  bytes: Buffer;
}

export const attachment = new Schema<AttachmentDocument>(
  {
    _id: { type: String, required: true },
    uploader: { type: String, required: true },
    name: { type: String, required: true },
    type: { type: String, required: true },
    size: { type: Number, required: true },
    sha256: { type: String, required: true },
    uploadedAt: { type: Number, required: true },
    taken: { type: Schema.Types.Mixed },
  },
  storage,
);
attachment.index({ 'taken.message': 1, uploadedAt: 1 });

export const chunk = new Schema<ChunkDocument>(
  {
    _id: { type: String, required: true },
    attachment: { type: String, required: true },
    n: { type: Number, required: true },
    bytes: { type: Buffer, required: true },
  },
  storage,
);
chunk.index({ attachment: 1, n: 1 });
