import { Schema } from 'mongoose';
import type { EffectReceivers } from '../../domain/playbook/effects.js';
import type { Member } from '../../domain/ticket/state.js';
import type { Seconds } from '../../domain/time/instant.js';
import { storage } from '../../platform/log/subject.js';

/** A message's body; who may read it stands in the ticket's events. */
export interface MessageDocument {
  _id: string;
  ticket: string;
  text: string;
  /** Cleaned of everything that could act. */
  html: string | null;
  attachments: string[];
  author: Member;
  at: Seconds;
}

/** What a playbook tells somebody: the words, and to whom. The ticket's events tell of it by its id. */
export interface NoticeDocument {
  _id: string;
  ticket: string;
  text: string;
  receivers: EffectReceivers;
  at: Seconds;
}

export const message = new Schema<MessageDocument>(
  {
    _id: { type: String, required: true },
    ticket: { type: String, required: true },
    text: { type: String, default: '' },
    html: { type: String, default: null },
    attachments: { type: [String], required: true },
    author: { type: Schema.Types.Mixed, required: true },
    at: { type: Number, required: true },
  },
  storage,
);
message.index({ ticket: 1, at: 1 });

export const notice = new Schema<NoticeDocument>(
  {
    _id: { type: String, required: true },
    ticket: { type: String, required: true },
    text: { type: String, required: true },
    receivers: { type: Schema.Types.Mixed, required: true },
    at: { type: Number, required: true },
  },
  storage,
);
notice.index({ ticket: 1, at: 1 });
