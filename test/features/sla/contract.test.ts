import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseInstant } from '../../../server/domain/time/instant.js';
import { openTestDesk, type TestDesk } from '../../support/desk.js';
import {
  type Actors,
  contractOnly,
  dealContent,
  mustWith,
  policyContent,
  replace,
  requestOf,
  type SlaEventDoc,
  setUp,
  type Target,
  ticketContent,
} from './driver.js';

interface Example {
  name: string;
  input: { calendars: Record<string, object>; policy: { targets: Target[] }; events: SlaEventDoc[]; now: string };
  output?: { targets: object[]; court: object };
  errors?: string[];
}
const examples: Example[] = JSON.parse(readFileSync('test/contracts/sla.json', 'utf8'));

/** What a desk does not let happen, so that a history of it can only be explained. */
const EXCEPTIONS = {
  'bad input': 'the desk takes commands, not histories',
  'begins elsewhere': 'a ticket is logged in the court of the provider or the partner',
  'handed back': 'a customer who replies in their own court hands the ticket back by it',
  'opens again': 'a customer who replies to a solved ticket opens it again by it',
  'set while solved': 'the priority is changed of open tickets only',
  'set anew': 'a priority that the ticket has already is no event that a correction could mean',
  'waits without a word': 'a ticket is not opened again for somebody outside without a word to them',
} as const;

/** Why an example cannot be driven; `null`: it can. */
function exceptionOf({ input, errors }: Example): keyof typeof EXCEPTIONS | null {
  if (errors) return 'bad input';
  const [created, ...events] = input.events;
  if (created?.court !== 'provider' && created?.court !== 'partner') return 'begins elsewhere';
  let [court, priority] = [created.court as string, created.priority];
  for (const [index, event] of events.entries()) {
    const isMeant = events.slice(index + 1).some(({ correction }) => correction);
    if (event.type === 'reply' && event.by === 'customer' && court === 'customer') return 'handed back';
    if (event.type === 'reply' && event.by === 'customer' && court === 'solved') return 'opens again';
    if (event.type === 'priority' && court === 'solved') return 'set while solved';
    if (event.type === 'priority' && event.priority === priority && isMeant) return 'set anew';
    if (event.type === 'reopened' && event.court !== 'provider' && event.court !== 'partner')
      return 'waits without a word';
    court = event.type === 'solved' ? 'solved' : (event.court ?? court);
    priority = event.priority ?? priority;
  }
  return null;
}

/** Besides bad input, which all has its errors. */
const NOT_DRIVEN: Readonly<Record<string, keyof typeof EXCEPTIONS>> = {
  'generated 1': 'begins elsewhere',
  'generated 3': 'waits without a word',
  'generated 6': 'waits without a word',
  'generated 7': 'begins elsewhere',
  'generated 10': 'begins elsewhere',
  'generated 11': 'begins elsewhere',
  'generated 13': 'begins elsewhere',
  'generated 14': 'waits without a word',
  'generated 15': 'waits without a word',
  'generated 17': 'begins elsewhere',
  'generated 19': 'set while solved',
  'generated 21': 'begins elsewhere',
  'generated 23': 'handed back',
};

/** So long that a desk need not live through it, in seconds. */
const GAP = 7 * 86_400;

/** What happens in order of time, in parts between which nothing happens for long: each is of a desk of its own. */
function erasOf(steps: readonly Step[]): Step[][] {
  const seconds = (step: Step | undefined) => parseInstant(step?.at ?? '') ?? 0;
  const eras: Step[][] = [];
  for (const step of steps.toSorted((one, other) => seconds(one) - seconds(other))) {
    const era = eras.at(-1);
    if (era && seconds(step) - seconds(era.at(-1)) < GAP) era.push(step);
    else eras.push([step]);
  }
  return eras;
}

/** Something that one example wants to be done at an instant. */
interface Step {
  at: string;
  act(): Promise<void>;
}

describe('the examples of the contract of the SLA clock, driven through a running desk', () => {
  const driven = examples.flatMap((example, index) => (exceptionOf(example) === null ? [{ example, index }] : []));
  const shown = new Map<number, unknown>();
  let test: TestDesk;
  let actors: Actors;

  before(async function () {
    this.timeout(0);
    const steps = driven.flatMap(({ example, index }) => stepsOf(example, index));
    for (const era of erasOf(steps)) {
      test = await openTestDesk(era[0]?.at, {}, undefined, 'none');
      actors = await setUp(test);
      for (const step of era) {
        if ((await test.now()) !== step.at) await test.moveTo(step.at);
        await step.act();
      }
      await test.close();
    }
  });

  function stepsOf({ input }: Example, index: number): Step[] {
    const deal = `D-${index}`;
    const must: ReturnType<typeof mustWith> = (...asked) => mustWith(test)(...asked);
    const own = ({ targets }: { targets: Target[] }) =>
      targets.map((target) => ({ ...target, calendar: `${target.calendar}-${index}` }));
    let ticket = { id: '', version: 0 };
    const [created, ...events] = input.events;
    const log = async () => {
      for (const [name, hours] of Object.entries(input.calendars)) {
        await must(actors.provider, 'POST', '/calendars', { id: `${name}-${index}`, name, ...hours });
      }
      await must(actors.provider, 'POST', '/deals', dealContent(deal));
      await must(actors.provider, 'POST', '/policies', policyContent(deal, own(input.policy)));
      ticket = await must(actors.provider, 'POST', '/tickets', ticketContent(deal, created?.priority, created?.court));
    };
    const act = async (event: SlaEventDoc) => {
      if (event.policy) {
        await replace(test, actors.provider, `/policies/policy-${deal}`, { targets: own(event.policy) });
        await must(actors.provider, 'POST', '/sla/changes', { rule: event.rule, deals: [deal] });
        await test.moveTo(event.at);
        return;
      }
      // What became due by itself meanwhile has changed its version.
      ticket = await must(actors.provider, 'GET', `/tickets/${ticket.id}`);
      const { as, method, path, body, headers } = requestOf(event, ticket, actors);
      await must(as, method, path, body, headers);
    };
    const look = async () => {
      shown.set(index, contractOnly(await must(actors.provider, 'GET', `/tickets/${ticket.id}/sla`)));
    };
    const past = events.filter(({ at }) => (parseInstant(at) ?? 0) <= (parseInstant(input.now) ?? 0));
    return [
      { at: created?.at ?? '', act: log },
      ...past.map((event): Step => ({ at: event.at, act: () => act(event) })),
      { at: input.now, act: look },
    ];
  }

  for (const { example, index } of driven) {
    it(example.name, () => expect(shown.get(index)).to.deep.equal(example.output));
  }
  it('are all driven but those that no desk lets happen', () => {
    const left = examples.flatMap((example) => {
      const why = exceptionOf(example);
      return why === null || why === 'bad input' ? [] : [[example.name, why]];
    });
    expect(Object.fromEntries(left)).to.deep.equal(NOT_DRIVEN);
  });
});
