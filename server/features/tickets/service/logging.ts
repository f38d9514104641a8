import type { Caller } from '../../../domain/access/access.js';
import type { Requester } from '../../../domain/ticket/state.js';
import type { Channel } from '../../../domain/ticket/vocabulary.js';
import type { Command } from '../../../platform/log/command.js';
import { actorOf } from '../../../platform/log/event.js';
import type { CreateTicket, WebForm } from '../wire-asked.js';
import { type Incoming, type Intake, visitorCaller } from './intake.js';
import type { TicketOutcome } from './store.js';

/** Programs come by the API, people by the web. */
export const channelOf = ({ kind }: Pick<Caller, 'kind'>): Channel =>
  kind === 'key' || kind === 'system' ? 'api' : 'web';

const requesterOf = ({ email, name }: { email: string; name?: string | undefined }): Requester => ({
  email,
  name: name?.trim() || email,
});

const UNSAID = { to: [], links: [], followUpOf: null } as const;

/** Logging by the API and by the open form. */
export function logging({ intake }: { intake: Intake }) {
  return {
    /** Logs what somebody signed in, or a key, says. */
    create(caller: Caller, command: Command, said: CreateTicket): Promise<TicketOutcome> {
      return intake.log({ ...incomingOf(said), channel: channelOf(caller), caller, authenticated: true }, command);
    },
    /** Logs what anybody says: their address is claimed, not proved. */
    webForm(command: Command, said: WebForm): Promise<TicketOutcome> {
      const requester = requesterOf(said.requester);
      const visiting = { ...command, actor: actorOf(visitorCaller(requester)) };
      return intake.log(
        {
          ...UNSAID,
          ...{ channel: 'web', caller: null, authenticated: false, requester },
          ...{ subject: said.subject, content: { text: said.description }, kind: said.kind ?? 'incident' },
          ...{ priority: 'normal', deal: null, component: said.component ?? null, court: null },
          ...{ externalRef: null, tags: [], upgrade: null },
        },
        visiting,
      );
    },
  };
}

function incomingOf(said: CreateTicket): Omit<Incoming, 'channel' | 'caller' | 'authenticated'> {
  const { externalRef, upgrade } = said;
  return {
    ...UNSAID,
    subject: said.subject,
    content: { text: said.description || undefined, attachments: said.attachments },
    kind: said.kind ?? 'incident',
    priority: said.priority ?? 'normal',
    requester: requesterOf(said.requester),
    deal: said.deal ?? null,
    component: said.component ?? null,
    court: said.court ?? null,
    externalRef: externalRef ? { system: externalRef.system, id: externalRef.id, url: externalRef.url ?? null } : null,
    tags: said.tags ?? [],
    upgrade: upgrade ? { ...upgrade, from: upgrade.from ?? null } : null,
  };
}
