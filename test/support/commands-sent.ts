import type { Connection } from 'mongoose';

/** A command as it was sent to the store. */
export type Sent = Record<string, unknown> & { name: string };

const OF_THE_DRIVER = new Set(['hello', 'ismaster', 'ping', 'endSessions', 'getMore', 'saslStart', 'saslContinue']);

/** Notes what a connection sends to the store while something is done; it must be opened with `monitorCommands=true`. */
export async function sentWhile<T>(
  connection: Connection,
  act: () => Promise<T>,
): Promise<{ sent: Sent[]; result: T }> {
  const sent: Sent[] = [];
  const note = ({ commandName, command }: { commandName: string; command: object }) => {
    if (!OF_THE_DRIVER.has(commandName)) sent.push({ ...command, name: commandName });
  };
  const client = connection.getClient();
  client.on('commandStarted', note);
  try {
    return { result: await act(), sent };
  } finally {
    client.off('commandStarted', note);
  }
}

/** The address with which the driver tells of the commands that it sends. */
export const telling = (uri: string): string => `${uri}${uri.includes('?') ? '&' : '?'}monitorCommands=true`;

/** Takes what is told out of outboxes, of many documents at once and whenever it comes to it: nobody waits for it. */
export const isEmptying = ({ update, updates }: Sent): boolean =>
  update !== undefined &&
  Array.isArray(updates) &&
  updates.every(({ u }: { u: { $set?: object; $unset?: object } }) => {
    const set = Object.keys(u.$set ?? {});
    return set.every((name) => name === 'outbox') && u.$unset !== undefined && 'outboxAt' in u.$unset;
  });
