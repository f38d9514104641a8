import { useTranslation } from 'react-i18next';
import type { Court, Target, Ticket } from '../api/types.js';
import { useNow } from '../shared/clock.js';
import { duration } from '../shared/format.js';
import { Left } from '../shared/left.js';
import { isOpen, secondsLeft } from '../shared/turn.js';
import { When } from '../shared/when.js';
import { Breach } from './breach.js';
import css from './rail.module.css';

const COURTS: readonly Court[] = ['provider', 'partner', 'customer', 'third_party'];

/** One bar, cut by who used the time; with its legend in words. */
function TimeByCourt({ seconds, of }: { seconds: Partial<Record<string, number>>; of?: number | null }) {
  const { t } = useTranslation();
  const parts = COURTS.map((court) => ({ court, value: seconds[court] ?? 0 })).filter(({ value }) => value > 0);
  const used = parts.reduce((sum, { value }) => sum + value, 0);
  const whole = Math.max(of ?? 0, used, 1);
  const words = parts.map(({ court, value }) => `${t(`common.court.${court}`)} ${duration(value, false)}`).join(', ');
  return (
    <div>
      <div className={css.bar} role="img" aria-label={words || t('ticket.noTimeYet')}>
        {parts.map(({ court, value }) => (
          <span key={court} data-court={court} style={{ width: `${(100 * value) / whole}%` }} />
        ))}
      </div>
      {parts.length > 0 ? (
        <div className={css.legend}>
          {parts.map(({ court, value }) => (
            <span key={court} data-court={court}>
              {t(`common.court.${court}`)} {duration(value, false)}
            </span>
          ))}
        </div>
      ) : null}
    </div>
  );
}

/** What has run since the answer came, for a clock that runs. */
function elapsedNow(target: Target, now: Date): number {
  const left = secondsLeft(target, now);
  return target.state === 'running' && left !== null && target.targetSeconds !== null
    ? Math.max(target.elapsedSeconds, target.targetSeconds - left)
    : target.elapsedSeconds;
}

function Clock({ ticket, target, court }: { ticket: Ticket; target: Target; court: Court | null }) {
  const { t } = useTranslation();
  const now = useNow();
  const grown = elapsedNow(target, now) - target.elapsedSeconds;
  const { elapsedByCourt = {} } = target;
  const seconds =
    court && grown > 0 ? { ...elapsedByCourt, [court]: (elapsedByCourt[court] ?? 0) + grown } : elapsedByCourt;
  return (
    <li>
      <div className={css.clockHead}>
        <span>
          {t(`ticket.metric.${target.metric}`)}{' '}
          <span className={css.dim}>
            · {t(`ticket.party.${target.party}`)}
            {target.cycle > 1 ? ` · ${t('ticket.cycle', { n: target.cycle })}` : ''}
          </span>
        </span>
        {target.state === 'not_applicable' ? (
          <span className={css.dim}>{t('ticket.notApplicable')}</span>
        ) : (
          <Left target={target} />
        )}
      </div>
      <TimeByCourt seconds={seconds} of={target.targetSeconds} />
      <div className={css.clockFoot}>
        <span>
          {target.targetSeconds !== null
            ? t('ticket.ofTarget', {
                elapsed: duration(elapsedNow(target, now), false),
                time: duration(target.targetSeconds, false),
              })
            : null}
        </span>
        <span>{target.metAt ? <When at={target.metAt} /> : target.dueAt ? <When at={target.dueAt} /> : null}</span>
      </div>
      <Breach ticket={ticket} target={target} />
      {target.source ? (
        <div className={css.clockFoot}>
          <span>
            {t('ticket.source', {
              source: t([`ticket.sources.${target.source}`, 'ticket.sources.other'], { name: target.source }),
            })}
            {target.policy ? ` · ${target.policy.id} v${target.policy.version}` : ''}
          </span>
        </div>
      ) : null}
    </li>
  );
}

/** Every clock of a ticket: open ones first, ended ones folded away. */
export function Clocks({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const open = ticket.sla.targets.filter(isOpen);
  const ended = ticket.sla.targets.filter((target) => !isOpen(target));
  return (
    <section className={css.railPart}>
      <h2>{t('ticket.clocks')}</h2>
      {ticket.sla.targets.length === 0 ? <p className={css.dim}>{t('ticket.noClocks')}</p> : null}
      <ul className={css.clocks}>
        {open.map((target) => (
          <Clock
            key={`${target.metric} ${target.party} ${target.cycle}`}
            ticket={ticket}
            target={target}
            court={ticket.court}
          />
        ))}
      </ul>
      {ended.length > 0 ? (
        <details>
          <summary>{t('ticket.endedClocks', { count: ended.length })}</summary>
          <ul className={css.clocks}>
            {ended.map((target) => (
              <Clock
                key={`${target.metric} ${target.party} ${target.cycle}`}
                ticket={ticket}
                target={target}
                court={null}
              />
            ))}
          </ul>
        </details>
      ) : null}
      {ticket.sla.court ? (
        <>
          <h3>{t('ticket.whoUsed')}</h3>
          <TimeByCourt seconds={ticket.sla.court} />
        </>
      ) : null}
    </section>
  );
}
