import { z } from 'zod';
import { FINDING_CODES, type SharedFinding } from '../../domain/agreement/lint.js';
import { type Agreements, lintAgreements, type ScopedPolicy } from '../../domain/agreement/lint-all.js';
import type { LintedRota } from '../../domain/agreement/lint-rotas.js';
import { openHours } from '../../domain/time/calendar.js';
import { formatInstant, type Seconds } from '../../domain/time/instant.js';
import { inForce } from '../../domain/time/versions.js';
import type { Clock } from '../../platform/clock/clock.js';
import { type Route, route } from '../../platform/http/route.js';
import { agreedTarget, composedSince, dated } from './agreements.js';
import type { DealContent } from './nouns/deal.js';
import type { CalendarContent, PolicyContent } from './nouns/sla.js';
import type { RotaService } from './rotas/service.js';
import type { Party, PartyService } from './service.js';

const AT_MOST = 10_000;

type Versions = Party['versions'];

/** Agreements as they are written, each with its versions. */
export interface Written {
  providerName: string;
  partnerNames: ReadonlyMap<string, string>;
  deals: readonly DealContent[];
  policies: readonly { versions: Versions }[];
  calendars: readonly { id: string; versions: Versions }[];
  rotas: readonly LintedRota[];
}

/** Agreements as they hold at an instant. A target whose calendar is not there has no clock. */
export function agreementsAt(written: Written, at: Seconds): Agreements {
  const now = formatInstant(at);
  const hours = new Map(written.calendars.map(({ id, versions }) => [id, openHours(composedSince(versions, at))]));
  return {
    providerName: written.providerName,
    partnerNames: written.partnerNames,
    deals: written.deals
      .filter(({ from, until }) => from <= now && (until === null || now < until))
      .map(({ id, partner, plan, support }) => ({ id, partner, plan, support })),
    policies: written.policies.flatMap(({ versions }): ScopedPolicy[] => {
      const version = inForce(dated<PolicyContent>(versions), now);
      if (!version) return [];
      const { id, name, scope, targets } = version.content;
      const known = targets.filter(({ calendar }) => hours.has(calendar));
      const counted = known.map(agreedTarget);
      return [{ id, name, scope, version: version.version, targets: counted }];
    }),
    rotas: written.rotas,
    hoursOf(calendar) {
      const found = hours.get(calendar);
      if (!found) throw new Error(`The calendar ${calendar} is not in force`);
      return found;
    },
  };
}

/** Looks at all agreements in force for what does not work out between them. */
export function agreementLint({
  parties,
  rotas,
  clock,
  providerName,
}: {
  parties: PartyService;
  rotas: Pick<RotaService, 'linted'>;
  clock: Clock;
  providerName: string;
}) {
  return {
    async findings(): Promise<SharedFinding[]> {
      const at = await clock.now();
      const [deals, policies, calendars] = await Promise.all([
        parties.matching<DealContent>('deal', {}, AT_MOST),
        parties.matching<PolicyContent>('policy', {}, AT_MOST),
        parties.matching<CalendarContent>('calendar', {}, AT_MOST),
      ]);
      const partners = deals.flatMap(({ content }) => content.partner ?? []);
      const written: Written = {
        ...{ providerName, policies, deals: deals.map(({ content }) => content) },
        partnerNames: await parties.namesOf('partner', partners),
        calendars: calendars.map(({ content, versions }) => ({ id: content.id, versions })),
        rotas: await rotas.linted(),
      };
      return lintAgreements(agreementsAt(written, at), at);
    },
  };
}
export type AgreementLint = ReturnType<typeof agreementLint>;

const finding = z.object({
  code: z.enum(FINDING_CODES),
  words: z.string(),
  example: z.string().nullable(),
  policies: z.array(z.string()),
  deals: z.array(z.string()),
  rotas: z.array(z.string()),
});

/** What does not work out in the agreements as they are now. */
export const lintRoutes = ({ lint }: { lint: AgreementLint }): Route[] => [
  route({
    method: 'get',
    path: '/sla/lint',
    summary: 'What does not work out in the agreements in force, in words and with an example',
    tag: 'Parties and agreements',
    may: 'agreements:manage',
    answers: { 200: z.object({ items: z.array(finding) }) },
    run: async () => {
      const found = await lint.findings();
      return { body: { items: found.map((one) => ({ ...one, rotas: one.rotas ?? [] })) } };
    },
  }),
];
