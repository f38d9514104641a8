import type { Clock } from '../../platform/clock/clock.js';
import { isDuplicateKey } from '../../platform/database/errors.js';
import { insertNew } from '../../platform/database/insert.js';
import { Problem } from '../../platform/problems.js';
import type { LinkDocument, PeopleModels } from './model.js';
import { digest, tokenFor } from './secrets.js';

const VALID_SECONDS = 14 * 24 * 60 * 60;

/** A link as its holder may see it before pressing the button. */
export interface LinkView {
  purpose: LinkDocument['purpose'];
  subject: string;
  email: string;
  state: 'ready' | 'used' | 'expired';
}

/** One-time links: they come only by mail, show a button, and act once. */
export function linkService({ models, clock, secretKey }: { models: PeopleModels; clock: Clock; secretKey: string }) {
  const find = (token: string) => models.links.findById(digest(token)).lean<LinkDocument>();

  async function view(token: string): Promise<LinkView> {
    const link = await find(token);
    if (!link) throw new Problem('not-found');
    const state = link.usedAt !== null ? 'used' : link.expiresAt <= (await clock.now()) ? 'expired' : 'ready';
    return { purpose: link.purpose, subject: link.subject, email: link.email, state };
  }

  return {
    view,
    /** The token for this purpose; the words (an event's id, say) make asking again give the same one. */
    async make(
      link: Pick<LinkDocument, 'purpose' | 'subject' | 'email'>,
      ...words: readonly string[]
    ): Promise<string> {
      const token = tokenFor(secretKey, link.purpose, link.subject, link.email, ...words);
      const expiresAt = (await clock.now()) + VALID_SECONDS;
      try {
        await insertNew(models.links, { _id: digest(token), ...link, expiresAt, usedAt: null });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      return token;
    },
    /** A link that can be used; others are refused. */
    async ready(token: string, purpose: LinkDocument['purpose']): Promise<LinkView> {
      const found = await view(token);
      if (found.purpose !== purpose) throw new Problem('not-found');
      if (found.state !== 'ready') throw over(found);
      return found;
    },
    /** Uses a link up, once; used or expired ones are refused. */
    async use(token: string, purpose: LinkDocument['purpose']): Promise<LinkView> {
      const now = await clock.now();
      const used = await models.links
        .findOneAndUpdate(
          { _id: digest(token), purpose, usedAt: null, expiresAt: { $gt: now } },
          { $set: { usedAt: now } },
        )
        .lean<LinkDocument>();
      if (used) return { purpose: used.purpose, subject: used.subject, email: used.email, state: 'used' };
      const found = await view(token);
      if (found.purpose !== purpose) throw new Problem('not-found');
      throw over(found);
    },
  };
}
export type LinkService = ReturnType<typeof linkService>;

const over = ({ state }: LinkView): Problem =>
  new Problem('expired', `This link was ${state === 'used' ? 'used' : 'not used in time'}; a new one can be mailed.`);
