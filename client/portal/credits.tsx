import { IconCoins } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Credit } from '../api/types.js';
import { CreditTable } from '../credits/list.js';
import { useCredits } from '../credits/queries.js';
import { money } from '../shared/format.js';
import { Empty } from '../shared/notice.js';
import { Loaded, PageHeader } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import css from './portal.module.css';

const ISSUED = ['issued', 'applied', 'paid'];

function totals(credits: readonly Credit[]): { currency: string; amount: number }[] {
  const sums = new Map<string, number>();
  for (const { amount, state } of credits) {
    if (amount && ISSUED.includes(state)) sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.amount);
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}

/** A partner's credits as a statement: the total first, then each with its calculation. */
export function Component() {
  const { t } = useTranslation();
  const credits = useCredits({});
  const items = credits.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHeader title={t('portal.place.credits')}>{t('portal.credits.lead')}</PageHeader>
      <Loaded query={{ data: items, error: credits.error, refetch: credits.refetch }}>
        {(all) =>
          all.length === 0 ? (
            <Empty icon={IconCoins} title={t('credits.none')}>
              {t('portal.credits.noneDetail')}
            </Empty>
          ) : (
            <>
              <div className={css.totals}>
                {totals(all).map((total) => (
                  <div key={total.currency}>
                    <span className={shared.dim}>{t('portal.credits.total', { currency: total.currency })}</span>
                    <strong>{money(total)}</strong>
                  </div>
                ))}
              </div>
              <CreditTable items={all} base="/partner/credits" />
            </>
          )
        }
      </Loaded>
    </>
  );
}
