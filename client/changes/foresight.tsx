import { Button } from '@mantine/core';
import { IconArrowRight, IconEqual } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SlaForesight } from '../api/types.js';
import { duration } from '../shared/format.js';
import { Empty } from '../shared/notice.js';
import { Table } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import { When } from '../shared/when.js';
import css from './changes.module.css';

type Foreseen = SlaForesight['items'][number];
type Row = Foreseen['rows'][number];
type Mark = Row['before'];
type ByPartner = SlaForesight['partners'][number];

/** The counts of several answers as one, partner by partner. */
function together(pages: readonly SlaForesight[]): ByPartner[] {
  const all = new Map<string, ByPartner>();
  for (const one of pages.flatMap(({ partners }) => partners)) {
    const key = one.partner?.id ?? '';
    const before = all.get(key) ?? { ...one, tickets: 0, due: 0, breached: 0, mended: 0 };
    all.set(key, {
      ...before,
      ...{ tickets: before.tickets + one.tickets, due: before.due + one.due },
      ...{ breached: before.breached + one.breached, mended: before.mended + one.mended },
    });
  }
  return [...all.values()];
}

function Partners({ partners }: { partners: readonly ByPartner[] }) {
  const { t } = useTranslation();
  return (
    <Table label={t('changes.byPartner')}>
      <thead>
        <tr>
          <th>{t('changes.partner')}</th>
          <th data-numeric>{t('changes.counts.tickets')}</th>
          <th data-numeric>{t('changes.counts.due')}</th>
          <th data-numeric>{t('changes.counts.breached')}</th>
          <th data-numeric>{t('changes.counts.mended')}</th>
        </tr>
      </thead>
      <tbody>
        {partners.map(({ partner, tickets, due, breached, mended }) => (
          <tr key={partner?.id ?? ''}>
            <td>{partner?.name ?? t('changes.noPartner')}</td>
            <td data-numeric>{tickets}</td>
            <td data-numeric>{due}</td>
            <td data-numeric className={breached > 0 ? css.worse : undefined}>
              {breached}
            </td>
            <td data-numeric className={mended > 0 ? css.better : undefined}>
              {mended}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** A row's state, its instant and its target, before or after. */
function MarkOf({ mark }: { mark: Mark }) {
  const { t } = useTranslation();
  if (!mark) return <span className={shared.dim}>{t('changes.noTarget')}</span>;
  const at = mark.breachedAt ?? mark.dueAt;
  return (
    <span>
      {t(`changes.mark.${mark.state}`)}
      {at ? (
        <>
          {' '}
          <When at={at} />
        </>
      ) : null}
      {mark.targetSeconds === null ? null : (
        <span className={shared.dim}> · {t('changes.of', { time: duration(mark.targetSeconds, false) })}</span>
      )}
    </span>
  );
}

/** Whether a row gets broken by the change, or mended. */
function turnOf({ before, after }: Row): 'worse' | 'better' | undefined {
  const was = (before?.breachedAt ?? null) !== null;
  const is = (after?.breachedAt ?? null) !== null;
  return was === is ? undefined : is ? 'worse' : 'better';
}

function TicketRows({ item }: { item: Foreseen }) {
  const { t } = useTranslation();
  return (
    <li className={css.ticket}>
      <div className={css.ticketHead}>
        <Link to={`/tickets/${item.ticket.number}`}>#{item.ticket.number}</Link>
        <span className={shared.dim}>{item.partner?.name ?? t('changes.noPartner')}</span>
      </div>
      <ul className={css.rows}>
        {item.rows.map((row) => (
          <li key={`${row.metric} ${row.party} ${row.cycle}`} className={css.row} data-turn={turnOf(row)}>
            <span className={css.clock}>
              {t(`ticket.metric.${row.metric}`)}{' '}
              <span className={shared.dim}>
                · {t(`ticket.party.${row.party}`)}
                {row.cycle > 1 ? ` · ${t('ticket.cycle', { n: row.cycle })}` : ''}
              </span>
            </span>
            <MarkOf mark={row.before} />
            <IconArrowRight size={14} aria-label={t('changes.becomes')} className={css.arrow} />
            <span className={css.after}>
              <MarkOf mark={row.after} />
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}

interface Props {
  pages: readonly SlaForesight[];
  rule: SlaForesight['rule'];
  more: (() => void) | null;
  isReading: boolean;
  /** What can be done about it: between the counts and the tickets, of which there may be many. */
  children: ReactNode;
}

/** What a change would do: counted by partner, then ticket by ticket with each clock before and after. */
export function Foresight({ pages, rule, more, isReading, children }: Props) {
  const { t } = useTranslation();
  const looked = pages.reduce((sum, page) => sum + page.looked, 0);
  const items = pages.flatMap((page) => page.items);
  return (
    <section className={css.foresight} aria-label={t('changes.foreseen')}>
      <h2>{t('changes.foreseen')}</h2>
      <p className={css.lead} role="status">
        {t('changes.looked', { count: looked })} {t('changes.wouldChange', { count: items.length })}
        {more ? ` ${t('changes.moreBehind')}` : ''}
      </p>
      {items.length === 0 ? (
        <>
          <Empty icon={IconEqual} title={t(looked === 0 ? 'changes.nobody' : 'changes.nothing')}>
            {t(
              looked === 0 ? 'changes.nobodyDetail' : rule === 'keep' ? 'changes.keepDetail' : 'changes.nothingDetail',
            )}
          </Empty>
          {children}
        </>
      ) : (
        <>
          <Partners partners={together(pages)} />
          {children}
          <ul className={css.tickets}>
            {items.map((item) => (
              <TicketRows key={item.ticket.id} item={item} />
            ))}
          </ul>
        </>
      )}
      {more ? (
        <Button variant="default" fullWidth loading={isReading} onClick={more}>
          {t('changes.lookFurther')}
        </Button>
      ) : null}
    </section>
  );
}
