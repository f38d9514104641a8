import { z } from 'zod';
import type { AgreedPlaybook } from '../../domain/playbook/definition.js';
import { programOf } from '../../domain/playbook/program.js';
import type { PlaybookReference } from '../../domain/playbook/run.js';
import type { PlaybookCause } from '../../domain/ticket/events.js';
import { toSeconds } from '../../platform/clock/clock.js';
import type { Consumer } from '../../platform/log/consumers.js';
import type { WebhookMessages } from './messages.js';
import type { WebhookOwner } from './model.js';

/** What a ticket's event tells of a step that calls a webhook. */
const called = z.object({
  key: z.string(),
  event: z.string(),
  cause: z.object({
    run: z.string(),
    step: z.string(),
    playbook: z.object({ owner: z.string().nullable(), name: z.string(), version: z.int() }),
  }),
});

const NOBODY_LISTENS = 'there is no active webhook at the address that the step names.';

interface Options {
  messages: Pick<WebhookMessages, 'send'>;
  agreed(reference: PlaybookReference): Promise<AgreedPlaybook | null>;
  /** The ticket as a company sees it now; `null` where it does not. */
  ticketFor(owner: WebhookOwner, id: string): Promise<object | null>;
  /** Says in the ticket's timeline that a step came to nothing; once for each key. */
  skipped(ticket: string, key: string, cause: PlaybookCause, words: string): Promise<unknown>;
}

/** Calls the webhooks that playbooks name. The address stands in the playbook's version, which never changes. */
export function playbookWebhooks({ messages, agreed, ticketFor, skipped }: Options): Consumer {
  return {
    name: 'playbook-webhooks',
    types: ['playbook-called'],
    async handle({ at, subject, data }) {
      const { key, event, cause } = called.parse(data);
      const { run, step: id, playbook } = cause;
      const definition = (await agreed(playbook))?.definition;
      const step = definition && programOf(definition).get(id)?.step;
      if (step?.do !== 'webhook') return;
      const owner: WebhookOwner =
        playbook.owner === null ? { kind: 'provider' } : { kind: 'partner', id: playbook.owner };
      const ticket = await ticketFor(owner, subject.id);
      if (ticket === null) return;
      const { name, version } = playbook;
      const isHeard = await messages.send({
        ...{ key, about: subject, event, url: step.url, owners: [owner], at: toSeconds(at) },
        data: { ticket, playbook: { name, version, run, step: id } },
      });
      if (!isHeard) await skipped(subject.id, key, cause, `Nobody was told of ${event}: ${NOBODY_LISTENS}`);
    },
  };
}
