import { z } from 'zod';
import { type Answer, type Route, route } from '../../platform/http/route.js';
import { type Command, systemCommand } from '../../platform/log/command.js';
import { invalid, Problem } from '../../platform/problems.js';
import type { LinkService, LinkView } from './links.js';
import { newPassword } from './wire.js';

const PURPOSES = ['ticket', 'password', 'address', 'approval'] as const;
type Purpose = (typeof PURPOSES)[number];

/** What pressing the button of a link does, and what its page shows before. */
export interface LinkAction {
  /** What the holder is shown before the button: words of the feature, no more than they may know. */
  show(link: LinkView): Promise<Record<string, unknown>>;
  /** Whether doing it again does nothing more: then the link is used up after it, so that a crash loses nothing. */
  repeatable: boolean;
  /** Whether a link that was used goes on to show what it was for. */
  showsUsed: boolean;
  act(link: LinkView, body: LinkBody, command: Command): Promise<Answer>;
  /** Mails a new link to the same address. */
  renew(link: LinkView): Promise<void>;
}

const LinkBody = z.strictObject({
  password: newPassword.optional(),
  decision: z.enum(['approve', 'decline']).optional(),
  note: z.string().max(2_000).optional(),
});
export type LinkBody = z.output<typeof LinkBody>;

const LinkOut = z
  .object({
    purpose: z.enum(PURPOSES),
    state: z.enum(['ready', 'used', 'expired']),
    about: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'OneTimeLink' });

const byToken = z.object({ token: z.string().regex(/^[\w-]{20,100}$/) });

/** One-time links: they show first, act on a button, and offer a new one when they are used or over. */
export function linkRoutes({ links, actions }: { links: LinkService; actions: Record<Purpose, LinkAction> }): Route[] {
  const base = { tag: 'Links', may: 'public', params: byToken } as const;
  const expectSite = (header: string | undefined) => {
    if (header !== 'tandem-desk') throw new Problem('cross-site', 'Send X-Requested-With: tandem-desk.');
  };
  return [
    route({
      ...base,
      method: 'get',
      path: '/links/:token',
      summary: 'What a link is for',
      answers: { 200: LinkOut },
      run: async ({ params }) => {
        const link = await links.view(params.token);
        const action = actions[link.purpose];
        const shows = link.state === 'ready' || (link.state === 'used' && action.showsUsed);
        const about = shows ? await action.show(link) : {};
        return { body: { purpose: link.purpose, state: link.state, about } };
      },
    }),
    route({
      ...base,
      method: 'post',
      path: '/links/:token',
      summary: 'Press the button of a link',
      body: LinkBody,
      answers: { 200: z.object({ ticket: z.string().nullable() }) },
      run: async ({ params, body, request }) => {
        expectSite(request.header('x-requested-with'));
        const { purpose } = await links.view(params.token);
        if (purpose === 'password' && body.password === undefined)
          throw invalid([{ path: 'password', message: 'is required' }]);
        if (purpose === 'approval' && body.decision === undefined)
          throw invalid([{ path: 'decision', message: 'is required' }]);
        const { act, repeatable } = actions[purpose];
        if (!repeatable) return act(await links.use(params.token, purpose), body, systemCommand('link', params.token));
        const link = await links.ready(params.token, purpose);
        const answer = await act(link, body, systemCommand('link', params.token));
        await links.use(params.token, purpose).catch(refusedIsFine);
        return answer;
      },
    }),
    route({
      ...base,
      method: 'post',
      path: '/links/:token/renew',
      summary: 'Have a new link mailed to the same address',
      answers: { 202: null },
      run: async ({ params, request }) => {
        expectSite(request.header('x-requested-with'));
        const link = await links.view(params.token);
        if (link.state !== 'ready') await actions[link.purpose].renew(link);
        return { status: 202 };
      },
    }),
  ];
}

/** Two presses at once both acted, which did it once; the second finds the link used. */
function refusedIsFine(error: unknown): void {
  if (!(error instanceof Problem)) throw error;
}
