import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { smtpReceiver } from '../../support/smtp-receiver.js';
import type { Received } from './checks.js';

/** The world outside of the desk, which lives on while the desk is killed: a mail server and a webhook's far side. */
export interface Outside {
  smtpUrl: string;
  hookHost: string;
  mails(): Received;
  webhooks(): Received;
  close(): Promise<void>;
}

export async function openOutside(): Promise<Outside> {
  const smtp = await smtpReceiver();
  const hooks: string[] = [];
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      hooks.push(String(request.headers['webhook-id']).replace(/^msg_/, ''));
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    smtpUrl: smtp.url,
    hookHost: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails: () => counted(smtp.taken.map(({ messageId }) => /^<m\.([0-9a-z]+)/.exec(messageId ?? '')?.[1] ?? 'unknown')),
    webhooks: () => counted(hooks),
    async close() {
      await smtp.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function counted(ids: readonly string[]): Received {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
