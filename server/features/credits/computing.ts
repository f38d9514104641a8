import { claimDeadline } from '../../domain/credit/claim.js';
import { readTerms } from '../../domain/credit/index.js';
import { consequencesOf } from '../../domain/credit/party.js';
import { exponentOf } from '../../domain/money/currency.js';
import { parseInstant, type Seconds } from '../../domain/time/instant.js';
import { type Agreed, calculated, type Governed, type Happened, inputFor, spanOf } from './calculation.js';
import type { Credit } from './model.js';

interface CreditRules {
  graceDays: number;
  /** In major units of any currency: from here on a second person approves; `null`: never. */
  secondPersonFrom: number | null;
}

interface Dependencies {
  rules: CreditRules;
  outages: {
    between(from: Seconds, to: Seconds): Promise<Happened['outages']>;
    windowsBetween(from: Seconds, to: Seconds): Promise<Happened['windows']>;
  };
}

/** What a period comes to, from what was agreed for it and what happened in it; nothing is stored. */
export function creditComputing({ rules, outages }: Dependencies) {
  async function happenedIn(period: Governed): Promise<Happened> {
    const { from, to } = spanOf(period);
    return { outages: await outages.between(from, to), windows: await outages.windowsBetween(from, to) };
  }

  /** Calculates one period as a credit that is not stored yet. */
  async function compute(agreed: Agreed, period: Governed, runBy: string, at: Seconds): Promise<Omit<Credit, 'state'>> {
    const { subscription, deal } = agreed;
    const input = inputFor(agreed, period, await happenedIn(period), at);
    const { output, passThrough } = calculated(agreed, input);
    const { holder, journal, clawback } = consequencesOf(output.credit, deal);
    return {
      ...{ subscription: subscription.id, deal: deal.id, dealType: deal.type, customer: deal.customer },
      partner: 'partner' in deal ? deal.partner : null,
      terms: { id: period.version.content.id, version: period.version.version },
      ...{ period: period.name, holder, input, output, passThrough, clawback, journal },
      facts: factsOf(agreed, period, output, runBy),
    };
  }

  function factsOf(
    { subscription }: Agreed,
    period: Governed,
    output: Credit['output'],
    runBy: string,
  ): Credit['facts'] {
    const terms = readTerms({ ...period.version.content, version: 1 });
    const claim = terms.ok ? terms.value.claim : null;
    const lastRun = output.downtime.runs.at(-1);
    const closing = {
      start: subscription.start,
      periodEnd: period.end,
      lastRunEnd: lastRun ? (parseInstant(lastRun.to) ?? null) : null,
    };
    const { currency } = output.credit;
    return {
      amount: output.credit,
      claimBy: claim?.required === true && claim.by === 'customer' ? 'customer' : 'desk',
      claimUntil: terms.ok ? claimDeadline(terms.value, closing) : null,
      graceDays: rules.graceDays,
      threshold: rules.secondPersonFrom === null ? null : rules.secondPersonFrom * 10 ** (exponentOf(currency) ?? 2),
      runBy,
    };
  }

  return compute;
}
export type ComputeCredit = ReturnType<typeof creditComputing>;
