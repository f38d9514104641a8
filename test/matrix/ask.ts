/** An answer as it came, with its text: what a reader could see of it. */
export interface Asked {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are compared in tests, as whatever they are
  body: any;
}

/** What a request says besides who sends it. */
export interface Question {
  method: string;
  path: string;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

/** Sends one request on a connection that is kept open: the matrix has thousands of them. */
export async function ask(url: string, as: string | null, question: Question): Promise<Asked> {
  const { method, path, body, headers = {} } = question;
  const signed = as === null ? {} : as.startsWith('td_') ? { authorization: `Bearer ${as}` } : { cookie: as };
  const isRaw = typeof body === 'string';
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: method.toUpperCase(),
    headers: {
      'x-requested-with': 'tandem-desk',
      ...(body !== undefined && !isRaw && { 'content-type': 'application/json' }),
      ...signed,
      ...headers,
    },
    ...(body !== undefined && { body: isRaw ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = (answer.headers.get('content-type') ?? '').includes('json');
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    body: isJson && text !== '' ? JSON.parse(text) : text,
  };
}

/** Does something for each, a few at a time. */
export async function each<T>(items: readonly T[], act: (item: T) => Promise<void>, atOnce = 6): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
