import type { Thread } from '../../domain/ticket/third-party.js';
import { shownMember, type Viewer } from '../../domain/ticket/visibility.js';
import { formatInstant, type Seconds } from '../../domain/time/instant.js';
import type { AttachmentDocument } from './attachment-model.js';
import type { ThreadSaid } from './log-events.js';
import type { MessageDocument } from './message-model.js';
import { presentAttachment } from './present-timeline.js';
import type { ThreadShown } from './wire-thread.js';
import type { ThreadMessageAnswer } from './wire-threads.js';

const shown = (at: Seconds | null): string | null => (at === null ? null : formatInstant(at));

/** A thread, for a desk that may know of it. Its address is nobody's to see. */
export function presentThread(viewer: Viewer, thread: Thread): ThreadShown {
  const { id, vendor, contact, subject, visibility, promised, overdue, chased } = thread;
  return {
    ...{ id, vendor, contact, subject, visibility, promised, overdue, chased },
    owner: shownMember(viewer, thread.owner),
    state: thread.closedAt !== null ? 'closed' : thread.askedAt === null ? 'answered' : 'waiting',
    openedAt: formatInstant(thread.openedAt),
    askedAt: shown(thread.askedAt),
    dueAt: shown(thread.dueAt),
  };
}

/** A message of a thread, from a desk or from the third party. */
export function presentThreadMessage(
  viewer: Viewer,
  { message, at, incoming, chase }: ThreadSaid,
  { body, files }: { body: MessageDocument; files: readonly AttachmentDocument[] },
): ThreadMessageAnswer {
  const { name, party } = shownMember(viewer, body.author);
  return {
    ...{ id: message, at: formatInstant(at), chase, text: body.text, html: body.html },
    from: incoming ? { name: body.author.name, party: 'third_party' } : { name, party },
    verified: incoming?.verified ?? true,
    automatic: incoming?.automatic ?? false,
    attachments: files.map(presentAttachment),
  };
}
