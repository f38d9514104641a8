import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Capability } from '../../server/domain/access/access.js';
import type { Route } from '../../server/platform/http/route.js';
import { type Asked, ask, each, type Question } from './ask.js';
import type { Entry, Expected } from './entry.js';
import { holds, NOBODY, READERS, type Reader } from './readers.js';
import { representations } from './representations.js';
import { ROUTES } from './routes/index.js';
import { leaksIn } from './secrets.js';
import { sockets } from './sockets.js';
import { EXISTS, openWorld, type World } from './world.js';

/** A public route is the same for everybody: it is tried by one of each side. */
const OF_EACH_SIDE = READERS.filter(
  (reader, index) => READERS.findIndex(({ side }) => side === reader.side) === index || reader === NOBODY,
);

const nameOf = ({ method, path }: Route): string => `${method.toUpperCase()} ${path}`;

/** What the author of a new route is told to write. */
const HOW = [
  'Each of these routes needs an entry, in the file of its feature in test/matrix/routes/. `object` names what :id is:',
  'test/matrix/world.ts makes one of every kind and says for whom it exists (add a kind to EXISTS and make one there).',
  '`allowed` is what each reader is answered who holds the capability and for whom it exists, `body` what is sent,',
  '`fresh` makes an object for a reader who would change it, `path` is for what has more than :id in its path. Which',
  'fields of a new representation each reader sees is said in test/matrix/fields.ts, by the contract of tickets.',
].join('\n');

const missing = (name: string, { answers, path }: Route): string =>
  `  '${name}': { ${path.includes(':') ? "object: 'ticket', " : ''}allowed: ${Object.keys(answers)[0]} },`;

describe('the matrix of routes and readers', () => {
  let world: World;
  let routes: ReadonlyMap<string, Route>;

  before(async function () {
    this.timeout(120_000);
    world = await openWorld();
    routes = new Map(world.test.desk.routes.map((route) => [nameOf(route), route]));
  });
  after(() => world.test.close());

  it('has an entry for every route, and a route for every entry', () => {
    const lines = [...routes]
      .filter(([name]) => !Object.hasOwn(ROUTES, name))
      .map(([name, route]) => missing(name, route));
    expect(lines, `${HOW}\n${lines.join('\n')}\n`).to.deep.equal([]);
    expect(Object.keys(ROUTES).filter((name) => !routes.has(name))).to.deep.equal([]);
  });

  representations(() => world);
  sockets(() => world);

  const named = Object.entries(ROUTES);
  describe('every route', () => tryAll(named.filter(([, { last }]) => !last)));
  describe('every route that changes what others look at', () => tryAll(named.filter(([, { last }]) => last)));

  function tryAll(entries: readonly [string, Entry][]): void {
    for (const [name, entry] of entries) {
      it(`${name}: each reader gets what is theirs`, async function () {
        this.timeout(60_000);
        const route = routes.get(name);
        if (!route) throw new Error(`There is no route ${name}`);
        const wrong: string[] = [];
        const readers = route.may === 'public' ? OF_EACH_SIDE : READERS;
        // Of six who change the same thing at once, one may lose five times and be told to come back later.
        const changesTheSame = route.method !== 'get' && !entry.fresh;
        const atOnce = entry.last || changesTheSame ? 1 : 6;
        await each(
          readers,
          async (reader) => void wrong.push(...(await faultsOf(world, route, entry, reader))),
          atOnce,
        );
        expect(wrong.join('\n')).to.equal('');
      });
    }
  }
});

type Why = 'nobody' | 'capability' | 'stranger' | 'allowed';

/** How far a reader comes with this route: said by the capability table and by for whom the object exists. */
function whyOf({ may }: Route, { object }: Entry, reader: Reader): Why {
  if (may !== 'public') {
    if (reader === NOBODY) return 'nobody';
    if (may !== 'signed-in' && !holds(reader, may satisfies Capability)) return 'capability';
  }
  return object === undefined || object === 'nothing' || EXISTS[object](reader) ? 'allowed' : 'stranger';
}

async function faultsOf(world: World, route: Route, entry: Entry, reader: Reader): Promise<string[]> {
  const why = whyOf(route, entry, reader);
  const expected = expectedOf(why, entry, reader);
  const fresh = why === 'allowed' && entry.fresh ? await entry.fresh(world, reader) : undefined;
  const id = fresh?.id ?? (entry.object === undefined ? '' : world.ids[entry.object]);
  const asking = (of: string): Question => questionOf(world, route, entry, reader, of, fresh?.question);
  const as = fresh?.as ?? world.credentialOf(reader);
  const answer = await ask(world.test.url, as, asking(id));
  const faults = leaksIn(reader, seenIn(answer)).map((leak) => `leak: ${leak}`);
  if (![expected].flat().includes(answer.status)) {
    faults.push(`${reader.name} (${why}): ${answer.status} instead of ${expected}: ${answer.text.slice(0, 300)}`);
  }
  if (why === 'stranger') {
    const never = await ask(world.test.url, as, asking('never-there'));
    if (JSON.stringify(withoutPlace(answer)) !== JSON.stringify(withoutPlace(never))) {
      faults.push(`${reader.name} can tell that it exists: ${answer.text} is not ${never.text}`);
    }
  }
  return faults;
}

function expectedOf(why: Why, { allowed }: Entry, reader: Reader): Expected {
  if (why === 'nobody') return 401;
  if (why === 'capability') return 403;
  if (why === 'stranger') return 404;
  return typeof allowed === 'function' ? allowed(reader) : allowed;
}

function questionOf(
  world: World,
  route: Route,
  { path, body, headers }: Entry,
  reader: Reader,
  id: string,
  own: Partial<Question> = {},
): Question {
  const said: unknown = typeof body === 'function' ? body(world, reader) : body;
  return {
    method: route.method,
    path: path ? path(id, world) : route.path.replace(':id', id),
    ...(said !== undefined && { body: said }),
    ...(headers && { headers }),
    ...own,
  };
}

/** The answer without the path, which repeats what was asked. */
function withoutPlace({ status, body }: Asked): unknown {
  if (typeof body !== 'object' || body === null) return { status, body };
  const { instance: _, ...rest } = body;
  return { status, ...rest };
}

/** What a reader sees of an answer: not the path that they asked for themselves. */
const seenIn = (answer: Asked): string => (answer.status >= 400 ? JSON.stringify(withoutPlace(answer)) : answer.text);
