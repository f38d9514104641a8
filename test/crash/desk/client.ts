/** One request with a key, and what was answered, if anything was. */
export interface Asked {
  key: string;
  /** Whose API key it was sent with. */
  caller: string;
  path: string;
  body: object;
  /** What of it must be there once, if it was granted: a ticket's subject, a message's text. */
  mark: { collection: 'tickets' | 'ticket_messages'; field: string; text: string } | null;
  /** Which kind of thing its answer shows. */
  shows: 'ticket' | 'outage' | null;
  answer?: { status: number; id: string | null; version: number | null };
  /** How often it was sent. */
  sent: number;
}

/** Somebody's program: sends one request after another, and after a kill the unanswered one again, with its key. */
export interface DeskClient {
  /** Works until the desk goes away. */
  work(url: string): Promise<void>;
  /** Asks again what had no answer, and nothing else. */
  finish(url: string): Promise<void>;
  /** Everything that it asked for. */
  asked: readonly Asked[];
  /** Answers that nobody should get. */
  faults: readonly string[];
}

/** The desk is not there any more: what was asked for may have been done or not. */
class Gone extends Error {}

export interface ClientKey {
  id: string;
  secret: string;
}

/** A client that thinks up its requests by `next`; `answered` hears of every answer, `granted` of what was granted. */
export function deskClient(options: {
  next(): Omit<Asked, 'key' | 'sent'> & { secret: string };
  newKey(): string;
  granted(asked: Asked, body: Record<string, unknown>): void;
  answered(): void;
}): DeskClient {
  const asked: Asked[] = [];
  const faults: string[] = [];
  let open: { one: Asked; secret: string } | undefined;

  async function send(url: string, one: Asked, secret: string): Promise<void> {
    for (;;) {
      one.sent++;
      const { status, body } = await post(`${url}/api/v1${one.path}`, secret, one.key, one.body);
      if (status === 503 || status === 429) continue;
      if (status >= 500) faults.push(`${one.path} was answered ${status}: ${JSON.stringify(body)}`);
      if (body.code === 'key-running') faults.push(`${one.path}: its key is still held by a dead process`);
      const { id, version } = body;
      one.answer = {
        status,
        id: typeof id === 'string' ? id : null,
        version: typeof version === 'number' ? version : null,
      };
      if (status < 300) options.granted(one, body);
      options.answered();
      return;
    }
  }

  async function finish(url: string): Promise<void> {
    if (!open) return;
    await send(url, open.one, open.secret);
    open = undefined;
  }

  return {
    asked,
    faults,
    finish,
    async work(url) {
      try {
        for (;;) {
          await finish(url);
          const { secret, ...request } = options.next();
          const one: Asked = { ...request, key: options.newKey(), sent: 0 };
          asked.push(one);
          open = { one, secret };
        }
      } catch (error) {
        if (!(error instanceof Gone)) throw error;
      }
    },
  };
}

async function post(url: string, secret: string, key: string, body: object) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
  } catch (error) {
    throw new Gone('The desk is gone', { cause: error });
  }
}
