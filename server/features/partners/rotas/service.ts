import type { Caller } from '../../../domain/access/access.js';
import type { LintedRota } from '../../../domain/agreement/lint-rotas.js';
import { type OnCall, type OnCallSpan, onCallAt, onCallSpans, type Rota } from '../../../domain/routing/rota.js';
import type { OnCallByRota } from '../../../domain/ticket/playbooks/world.js';
import { openHours } from '../../../domain/time/calendar.js';
import { dayOf, formatDate, SECONDS_A_DAY } from '../../../domain/time/date.js';
import type { Seconds } from '../../../domain/time/instant.js';
import { localDay, startOfLocalDay } from '../../../domain/time/zone.js';
import type { Clock } from '../../../platform/clock/clock.js';
import type { Person } from '../../people/service.js';
import type { AgreementService } from '../agreements.js';
import type { AnyNoun } from '../nouns/index.js';
import { nounOf } from '../nouns/index.js';
import type { RotaContent } from '../nouns/rota.js';
import type { PartyService } from '../service.js';
import { coveredBy, type Hours, rotaOf } from './read.js';

interface Dependencies {
  parties: PartyService;
  agreements: Pick<AgreementService, 'calendar'>;
  people: { byIds(ids: readonly string[]): Promise<ReadonlyMap<string, Person>> };
  clock: Pick<Clock, 'now'>;
}

/** A rota with what it takes to say who is on call by it. */
interface Known {
  content: RotaContent;
  rota: Rota;
  hours: Hours;
  /** Those of its people who can be called: who is there, and of the company whose rota it is. */
  there: ReadonlyMap<string, Person>;
}

/** Who is on call just now, and until when at least. */
export type OnCallNow = OnCall & { at: Seconds; until: Seconds | null; who: Person | null };

const ALL = 10_000;
/** How far ahead it is looked for whoever is next. */
const AHEAD = 60 * SECONDS_A_DAY;

/** The people of a rota's layers and overrides. */
const peopleOf = ({ layers, overrides }: RotaContent): string[] => [
  ...new Set([...layers.flatMap(({ people }) => people), ...overrides.flatMap(({ person }) => person ?? [])]),
];

/** Rotas: who is on call, now and in the coming weeks. */
export function rotaService({ parties, agreements, people, clock }: Dependencies) {
  const noun = nounOf('rota') as AnyNoun;

  async function hoursOf(...contents: readonly RotaContent[]): Promise<Hours> {
    const names = contents.flatMap(({ calendar, layers }) => [calendar, ...layers.map((layer) => layer.calendar)]);
    const found = await Promise.all(
      [...new Set(names)].map(async (name) => [name, name === null ? null : await agreements.calendar(name)] as const),
    );
    return new Map(found.flatMap(([name, calendar]) => (name && calendar ? [[name, openHours(calendar)]] : [])));
  }

  async function know(content: RotaContent): Promise<Known> {
    const [hours, found] = await Promise.all([hoursOf(content), people.byIds(peopleOf(content))]);
    const isOfRota = ({ active, company }: Person) =>
      active && (company.kind === 'provider' ? content.partner === null : company.id === content.partner);
    const there = new Map([...found].filter(([, person]) => isOfRota(person)));
    return { content, rota: rotaOf(content, hours), hours, there };
  }

  const seen = async (caller: Caller, id: string): Promise<Known> =>
    know((await parties.one(noun, caller, id)).content as RotaContent);

  const isThere = ({ there }: Known) => {
    return (person: string): boolean => there.has(person);
  };

  return {
    /** Who is on call at an instant; left out: now. */
    async onCall(caller: Caller, id: string, at?: Seconds): Promise<OnCallNow> {
      const known = await seen(caller, id);
      const instant = at ?? (await clock.now());
      const [span] = onCallSpans(known.rota, instant, instant + AHEAD, isThere(known));
      const found = onCallAt(known.rota, instant, isThere(known));
      const until = span && span.to < instant + AHEAD ? span.to : null;
      return { ...found, at: instant, until, who: known.there.get(found.person ?? '') ?? null };
    },
    /** Who is on call from the beginning of a day on, for so many days; the rota's today, where no day is named. */
    async preview(caller: Caller, id: string, day: string | undefined, days: number) {
      const known = await seen(caller, id);
      const { zone } = known.rota;
      const first = day === undefined ? localDay(zone, await clock.now()) : dayOf(day);
      const [from, to] = [first, first + days].map((one) => startOfLocalDay(zone, formatDate(one))) as [
        Seconds,
        Seconds,
      ];
      const spans: OnCallSpan[] = [...onCallSpans(known.rota, from, to, isThere(known))];
      return { timeZone: zone.name, spans, there: known.there };
    },
    /** Who is on call by a rota at an instant, for the desk itself; `null`: there is no such rota. */
    async called(id: string, at: Seconds): Promise<OnCallByRota | null> {
      const [found] = await parties.matching<RotaContent>('rota', { _id: id }, 1);
      if (!found) return null;
      const known = await know(found.content);
      const { person } = onCallAt(known.rota, at, isThere(known));
      const who = known.there.get(person ?? '');
      const contact = who && { name: who.name, address: who.email };
      return { partner: found.content.partner, person: who && contact ? { id: who.id, contact } : null };
    },
    /** Who is on call for a queue at an instant, by its rotas; each person once. */
    async calledFor(queue: string, at: Seconds): Promise<Person[]> {
      const found = await parties.matching<RotaContent>('rota', { words: `queue:${queue}` });
      const called = await Promise.all(
        found.map(async ({ content }) => {
          const known = await know(content);
          return known.there.get(onCallAt(known.rota, at, isThere(known)).person ?? '');
        }),
      );
      return [...new Map(called.flatMap((person) => (person ? [[person.id, person]] : []))).values()];
    },
    /** All rotas, to be looked through. */
    async linted(): Promise<LintedRota[]> {
      const rotas = await parties.matching<RotaContent>('rota', {}, ALL);
      return Promise.all(
        rotas.map(async ({ content }) => {
          const { there, rota, hours } = await know(content);
          const gone = peopleOf(content).filter((person) => !there.has(person));
          return { id: content.id, name: content.name, rota, gone, hours: coveredBy(content, hours) };
        }),
      );
    },
  };
}
export type RotaService = ReturnType<typeof rotaService>;
