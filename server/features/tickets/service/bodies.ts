import { convert } from 'html-to-text';
import sanitize from 'sanitize-html';
import type { Caller } from '../../../domain/access/access.js';
import { memberOf } from '../../../domain/ticket/context.js';
import type { CameMeanwhile } from '../../../domain/ticket/messages.js';
import type { Clock } from '../../../platform/clock/clock.js';
import { isDuplicateKey } from '../../../platform/database/errors.js';
import { insertNew } from '../../../platform/database/insert.js';
import type { Command } from '../../../platform/log/command.js';
import type { Remembers } from '../../../platform/log/memory.js';
import { invalid, Problem } from '../../../platform/problems.js';
import type { AttachmentDocument } from '../attachment-model.js';
import type { MessageDocument } from '../message-model.js';
import type { TicketModels } from '../model.js';

/** What a message says: text or HTML, and the files that go with it. */
export interface MessageContent {
  text?: string | undefined;
  html?: string | undefined;
  attachments?: readonly string[] | undefined;
}

/** What a reader of HTML needs and nothing that acts, loads or imitates. */
const CLEAN: sanitize.IOptions = {
  allowedTags: 'p br b strong i em u s code pre blockquote ul ol li a h1 h2 h3 h4 hr table thead tbody tr td th'.split(
    ' ',
  ),
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  transformTags: { a: sanitize.simpleTransform('a', { rel: 'noopener noreferrer nofollow' }) },
};

/** The bodies of messages: documents of their own, written before the event that tells of them. */
export function messageBodies({
  models,
  clock,
  followed,
}: {
  models: Pick<TicketModels, 'messages' | 'attachments'>;
  clock: Clock;
  followed: Remembers;
}) {
  /**
   * Stores a body and lets it take its files, then does what tells of it. Where that is refused, both are undone:
   * a body that no event tells of is seen by nobody.
   */
  async function withBody<T>(
    { caller, command, ticket, content, id }: BodyRequest,
    tell: (message: string) => Promise<T>,
  ): Promise<T> {
    if (command.replay) return tell(id);
    const author = memberOf(caller);
    await take(caller, { ticket, message: id }, content.attachments ?? []);
    await store({
      _id: id,
      ticket,
      author,
      at: await clock.now(),
      ...bodyOf(content),
      attachments: [...(content.attachments ?? [])],
    });
    try {
      return await tell(id);
    } catch (error) {
      if (error instanceof Problem && error.status < 500) await undo(id);
      throw error instanceof Problem && error.code === 'came-meanwhile' ? await withTexts(error) : error;
    }
  }

  /** What came meanwhile, with the words, so that nobody has to look for them. */
  async function withTexts(problem: Problem): Promise<Problem> {
    const came = (problem.data.came ?? []) as readonly CameMeanwhile[];
    const known = await read(came.map(({ message }) => message));
    return new Problem('came-meanwhile', problem.message, {
      came: came.map((one) => ({ ...one, text: known.get(one.message)?.body.text ?? null })),
    });
  }

  async function store(body: MessageDocument): Promise<void> {
    try {
      await insertNew(models.messages, body);
    } catch (error) {
      if (!isDuplicateKey(error, '_id')) throw error;
    }
  }

  async function undo(message: string): Promise<void> {
    await models.messages.deleteOne({ _id: message });
    await models.attachments.updateMany({ 'taken.message': message }, { $unset: { taken: 1 } });
  }

  /** Only the uploader can attach a file, and a file goes with one message. */
  async function take(caller: Caller, by: { ticket: string; message: string }, ids: readonly string[]): Promise<void> {
    const faults: number[] = [];
    for (const [index, _id] of ids.entries()) {
      const free = { _id, uploader: caller.id, taken: { $exists: false } };
      const taken = await models.attachments.updateOne(free, { $set: { taken: by } });
      if (taken.modifiedCount === 1) continue;
      const mine = await models.attachments.findOne({ _id, 'taken.message': by.message }).lean<AttachmentDocument>();
      if (!mine) faults.push(index);
    }
    if (faults.length === 0) return;
    await models.attachments.updateMany({ 'taken.message': by.message }, { $unset: { taken: 1 } });
    throw invalid(
      faults.map((index) => ({
        path: `attachments[${index}]`,
        message: 'is no file of yours that waits for a message',
      })),
    );
  }

  /** Bodies and files of some messages, by id. */
  async function read(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { body: MessageDocument; files: AttachmentDocument[] }>> {
    if (ids.length === 0) return new Map();
    const bodies = await models.messages.find({ _id: { $in: ids } }).lean<MessageDocument[]>();
    const named = bodies.flatMap(({ attachments }) => attachments);
    const files =
      named.length === 0 ? [] : await models.attachments.find({ _id: { $in: named } }).lean<AttachmentDocument[]>();
    return new Map(
      bodies.map((body) => [
        body._id,
        { body, files: body.attachments.flatMap((id) => files.find((file) => file._id === id) ?? []) },
      ]),
    );
  }

  /** A body for those who follow the log. It is never written anew. */
  const asFollowed = (message: string): Promise<MessageDocument | null> =>
    followed.of(`message ${message}`, () => models.messages.findById(message).lean<MessageDocument>().exec());

  return { withBody, read, asFollowed };
}
export type MessageBodies = ReturnType<typeof messageBodies>;

interface BodyRequest {
  caller: Caller;
  command: Command;
  ticket: string;
  content: MessageContent;
  /** Under which it is stored: the same command again finds it there. */
  id: string;
}

/** Both forms of what was written: HTML is cleaned, and always has a plain one beside it. */
function bodyOf({ text, html }: MessageContent): Pick<MessageDocument, 'text' | 'html'> {
  if (html === undefined) return { text: text ?? '', html: null };
  const clean = sanitize(html, CLEAN);
  return { html: clean, text: text ?? convert(clean, { wordwrap: false }) };
}
