import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import { parseAllowList } from '../../../server/platform/outbound/addresses.js';
import {
  OutboundRefused,
  type OutboundRequest,
  outboundFetch,
  type Resolve,
  refusalOf,
} from '../../../server/platform/outbound/fetch.js';

const get = (url: string): OutboundRequest => ({ method: 'GET', url, headers: {}, body: null });
const loopback: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];

describe('calling out', () => {
  let server: Server | undefined;
  let asked: string[] = [];

  async function serving(listener: RequestListener): Promise<number> {
    asked = [];
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.headers.host} ${request.url}`);
      listener(request, response);
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    server = undefined;
  });

  const caller = (over: { allow?: string; resolve?: Resolve; timeout?: number; maxBytes?: number }) =>
    outboundFetch({
      allow: parseAllowList(over.allow ?? ''),
      resolve: over.resolve ?? loopback,
      timeout: over.timeout ?? 5000,
      maxBytes: over.maxBytes ?? 1000,
    });

  async function refusal(run: Promise<unknown>): Promise<string> {
    try {
      await run;
    } catch (error) {
      if (error instanceof OutboundRefused) return error.message;
      throw error;
    }
    throw new Error('It was not refused');
  }

  it('reaches a host that the operator allows, on its port', async () => {
    const port = await serving((_, response) => response.writeHead(202, { 'x-seen': 'yes' }).end('thanks'));
    const call = caller({ allow: `hooks.test:${port}` });
    const answer = await call({
      method: 'POST',
      url: `http://hooks.test:${port}/in`,
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect([answer.status, answer.headers['x-seen'], answer.text]).to.deep.equal([202, 'yes', 'thanks']);
    expect(asked).to.deep.equal([`POST hooks.test:${port} /in`]);
  });

  it('connects to no name that leads inside, and says where it leads', async () => {
    const port = await serving((_, response) => response.end('secret'));
    expect(await refusal(caller({})(get(`https://innocent.example:${port}/`)))).to.equal(
      'innocent.example leads to 127.0.0.1, which is not public.',
    );
    expect(asked).to.deep.equal([]);
  });

  it('refuses a name of which but one address is inside', async () => {
    const resolve: Resolve = async () => [
      { address: '93.184.215.14', family: 4 },
      { address: '169.254.169.254', family: 4 },
    ];
    expect(await refusal(caller({ resolve })(get('https://mixed.example/')))).to.equal(
      'mixed.example leads to 169.254.169.254, which is not public.',
    );
  });

  it('resolves a name once for each call, so that a second answer can not lead elsewhere', async () => {
    const port = await serving((_, response) => response.end('ok'));
    const answers = ['127.0.0.1', '10.0.0.1'];
    const resolve: Resolve = async () => [{ address: answers.shift() ?? '10.0.0.2', family: 4 }];
    const call = caller({ allow: `127.0.0.0/8,rebind.test:${port}`, resolve });
    expect((await call(get(`http://rebind.test:${port}/`))).text).to.equal('ok');
    expect(answers).to.deep.equal(['10.0.0.1']);
  });

  it('hands a redirect back instead of following it', async () => {
    const port = await serving((_, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end());
    const answer = await caller({ allow: `127.0.0.1:${port}` })(get(`http://127.0.0.1:${port}/`));
    expect([answer.status, asked.length]).to.deep.equal([302, 1]);
  });

  it('reads only the beginning of an endless answer', async () => {
    const port = await serving((_, response) => {
      const pour = () => {
        while (response.write('x'.repeat(1000)));
      };
      response.on('drain', pour);
      pour();
    });
    const answer = await caller({ allow: `127.0.0.1:${port}`, maxBytes: 1500 })(get(`http://127.0.0.1:${port}/`));
    expect(answer.text).to.equal('x'.repeat(1500));
  });

  it('gives up on who never answers', async () => {
    const port = await serving(() => undefined);
    const call = caller({ allow: `127.0.0.1:${port}`, timeout: 100 });
    const failure = await call(get(`http://127.0.0.1:${port}/`)).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error).and.not.instanceOf(OutboundRefused);
  });

  it('gives up on who answers a byte at a time', async () => {
    const port = await serving((_, response) => {
      const drip = setInterval(() => response.write('x'), 30);
      response.on('close', () => clearInterval(drip));
    });
    const call = caller({ allow: `127.0.0.1:${port}`, timeout: 200 });
    const failure = await call(get(`http://127.0.0.1:${port}/`)).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
  });
});

describe('an address that somebody enters', () => {
  const refused = (url: string) => refusalOf(url, parseAllowList('10.1.0.0/16,hooks.test:8080'));

  it('is fine when it is https and public as far as one can see', () => {
    const fine = ['https://hooks.example/in', 'https://8.8.8.8/', 'https://10.1.2.3/', 'http://hooks.test:8080/'];
    expect(fine.map(refused)).to.deep.equal([null, null, null, null]);
  });

  const inside = [
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://10.2.0.1/',
    'https://localhost/',
    'https://a.localhost/',
    'http://hooks.example/',
    'http://hooks.test:8081/',
    'https://user:word@hooks.example/',
    'ftp://hooks.example/',
    'file:///etc/passwd',
    'nonsense',
  ];
  for (const url of inside) {
    it(`is refused: ${url}`, () => expect(refused(url)).to.be.a('string'));
  }
});
