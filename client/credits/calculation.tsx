import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Calculation } from '../api/types.js';
import { day, decimal, exactly, money } from '../shared/format.js';
import { Table } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import css from './credits.module.css';

/** What of the calculation's input is shown with it. */
interface Input {
  monthlyFee: { amount: number; currency: string } | null;
  tiers: Record<string, string | number>[];
  rule: string | null;
  timeZone: string | null;
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** Whether a credit's output is there to be shown. */
export const isCalculation = (
  output: Record<string, unknown> | undefined,
): output is Record<string, unknown> & Calculation =>
  output !== undefined &&
  ['period', 'downtime', 'uptimePercent', 'fee', 'base', 'credit'].every((part) => part in output);

/** Reads what is shown out of the credits contract's input. */
export function inputOf(input: Record<string, unknown> | undefined): Input {
  const terms = recordOf(input?.terms);
  const credit = recordOf(terms.credit);
  const fee = recordOf(recordOf(input?.subscription).monthlyFee);
  const tiers = Array.isArray(credit.tiers) ? credit.tiers.map(recordOf) : [];
  return {
    monthlyFee:
      typeof fee.amount === 'number' && typeof fee.currency === 'string'
        ? { amount: fee.amount, currency: fee.currency }
        : null,
    tiers: tiers.map((tier) =>
      Object.fromEntries(
        Object.entries(tier).filter((entry): entry is [string, string | number] =>
          ['string', 'number'].includes(typeof entry[1]),
        ),
      ),
    ),
    rule: typeof credit.rule === 'string' ? credit.rule : null,
    timeZone: typeof terms.timeZone === 'string' ? terms.timeZone : null,
  };
}

function Step({ title, children, result }: { title: string; children: ReactNode; result: ReactNode }) {
  return (
    <li className={css.step}>
      <h3>{title}</h3>
      <div>{children}</div>
      <div className={css.result}>{result}</div>
    </li>
  );
}

function Downtime({ output, zone }: { output: Calculation; zone: string | undefined }) {
  const { t } = useTranslation();
  const at = (instant: string) => <time dateTime={instant}>{exactly(instant, zone)}</time>;
  return (
    <>
      {output.downtime.runs.length === 0 ? <p>{t('credits.calc.noRuns')}</p> : null}
      {output.downtime.runs.length > 0 ? (
        <Table label={t('credits.calc.downtime')}>
          <thead>
            <tr>
              <th>{t('credits.calc.from')}</th>
              <th>{t('credits.calc.to')}</th>
              <th>{t('credits.calc.outages')}</th>
              <th data-numeric>{t('credits.calc.weighted')}</th>
              <th data-numeric>{t('credits.calc.counted')}</th>
            </tr>
          </thead>
          <tbody>
            {output.downtime.runs.map((run) => (
              <tr key={run.from}>
                <td>{at(run.from)}</td>
                <td>{at(run.to)}</td>
                <td>{run.outages.join(', ')}</td>
                <td data-numeric>{decimal(run.weightedSeconds)} s</td>
                <td data-numeric>{decimal(run.countedSeconds)} s</td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
      {output.downtime.excluded.length > 0 ? (
        <details>
          <summary>{t('credits.calc.excluded', { count: output.downtime.excluded.length })}</summary>
          <ul className={css.excluded}>
            {output.downtime.excluded.map((row) => (
              <li key={`${row.outage} ${row.from} ${row.reason}`}>
                {row.outage}: {at(row.from)} – {at(row.to)} · <Why reason={row.reason} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function Why({ reason }: { reason: string }) {
  const { t } = useTranslation();
  const [kind = reason, what] = reason.split(':');
  return <strong>{t([`credits.calc.reasons.${kind}`, 'credits.calc.reasons.other'], { what: what ?? reason })}</strong>;
}

function Tiers({ output, input }: { output: Calculation; input: Input }) {
  const { t } = useTranslation();
  const holds = JSON.stringify(output.tier);
  if (input.tiers.length === 0) return <p>{t('credits.calc.rule', { rule: input.rule ?? '–' })}</p>;
  return (
    <ul className={css.tiers}>
      {input.tiers.map((tier) => {
        const bound = tier.below ?? tier.atMost ?? tier.fromSeconds ?? '';
        const kind = 'below' in tier ? 'below' : 'atMost' in tier ? 'atMost' : 'fromSeconds';
        return (
          <li key={`${kind} ${bound}`} data-holds={JSON.stringify(tier) === holds || undefined}>
            {t(`credits.calc.tier.${kind}`, { bound: decimal(String(bound)) })} →{' '}
            {tier.percent === undefined
              ? t('credits.calc.days', { days: tier.days })
              : `${decimal(String(tier.percent))} %`}
          </li>
        );
      })}
    </ul>
  );
}

/** The whole calculation, step by step, so that it can be done again by hand. */
export function CalculationSteps({ output, input }: { output: Calculation; input: Input }) {
  const { t } = useTranslation();
  const zone = input.timeZone ?? undefined;
  const { period } = output;
  const measured = decimal(String(period.availableSeconds));
  return (
    <ol className={css.steps}>
      <Step title={t('credits.calc.period')} result={`${decimal(String(period.measuredSeconds))} s`}>
        <p>
          {exactly(period.start, zone)} – {exactly(period.end, zone)}
        </p>
        <p className={shared.dim}>
          {t('credits.calc.covered', { covered: period.coveredDays, days: period.days })}
          {period.measuredFrom && period.measuredTo
            ? ` · ${t('credits.calc.measured')} ${day(period.measuredFrom)} – ${day(period.measuredTo)}`
            : ''}
          {period.final ? '' : ` · ${t('credits.calc.estimate')}`}
        </p>
      </Step>
      <Step title={t('credits.calc.downtime')} result={`${decimal(output.downtime.seconds)} s`}>
        <Downtime output={output} zone={zone} />
      </Step>
      <Step title={t('credits.calc.uptime')} result={`${decimal(output.uptimePercent)} %`}>
        <p className={css.formula}>
          100 × ({measured} − {decimal(output.downtime.seconds)}) ÷ {measured}
        </p>
        <p>{t(output.met ? 'credits.calc.met' : 'credits.calc.missed')}</p>
      </Step>
      <Step
        title={t('credits.calc.remedy')}
        result={output.creditPercent === null ? '–' : `${decimal(output.creditPercent)} %`}
      >
        <Tiers output={output} input={input} />
      </Step>
      <Step title={t('credits.calc.fee')} result={money(output.base)}>
        <p className={css.formula}>
          {input.monthlyFee ? `${money(input.monthlyFee)} × ${period.coveredDays} ÷ ${period.days} = ` : ''}
          {money(output.fee)}
        </p>
        {output.base.amount === output.fee.amount ? null : <p>{t('credits.calc.base')}</p>}
      </Step>
      <Step title={t('credits.calc.credit')} result={<strong>{money(output.credit)}</strong>}>
        {output.creditPercent !== null && output.credit.amount > 0 ? (
          <p className={css.formula}>
            {money(output.base)} × {decimal(output.creditPercent)} %
          </p>
        ) : null}
        {output.capped ? <p>{t('credits.calc.capped')}</p> : null}
        {output.reason ? <p>{t(`credits.calc.because.${output.reason}`)}</p> : null}
        <p className={shared.dim}>{t('credits.calc.rounded')}</p>
      </Step>
    </ol>
  );
}
