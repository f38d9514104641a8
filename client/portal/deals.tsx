import { IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Noun } from '../api/types.js';
import { day } from '../shared/format.js';
import { Empty } from '../shared/notice.js';
import { Facts, Loaded, PageHeader } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import css from './portal.module.css';
import { useDealChoices, useNouns } from './queries.js';

const textOf = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : null);

function DealCard({ deal, customer }: { deal: Noun; customer: string }) {
  const { t } = useTranslation();
  const word = (field: string, group: string) => {
    const value = textOf(deal[field]);
    return value ? t([`parties.${group}.${value}`, 'parties.other'], { value }) : null;
  };
  const components = Array.isArray(deal.components) ? deal.components.join(', ') : '';
  const from = textOf(deal.from);
  const until = textOf(deal.until);
  const facts: (readonly [string, string | null])[] = [
    [t('parties.field.type'), word('type', 'choice.type')],
    [t('parties.field.support'), word('support', 'choice.support')],
    [t('parties.field.contactAuthority'), word('contactAuthority', 'choice.contactAuthority')],
    [t('parties.field.components'), components || null],
    [t('parties.field.from'), from ? day(from) : null],
    [t('parties.field.until'), until ? day(until) : t('parties.openEnded')],
  ];
  return (
    <article className={`${shared.card} ${css.card}`}>
      <h2>{customer}</h2>
      <p className={shared.dim}>{deal.id}</p>
      <Facts items={facts.map(([name, value]) => (value ? ([name, value] as const) : null))} />
    </article>
  );
}

/** The partner's deals and what they agree on. */
export function Component() {
  const { t } = useTranslation();
  const deals = useNouns('deals');
  const choices = useDealChoices();
  return (
    <>
      <PageHeader title={t('portal.place.deals')}>{t('portal.deals.lead')}</PageHeader>
      <Loaded query={deals}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon={IconFileText} title={t('portal.deals.none')}>
              {t('portal.deals.noneDetail')}
            </Empty>
          ) : (
            <div className={css.cards}>
              {items.map((deal) => (
                <DealCard
                  key={deal.id}
                  deal={deal}
                  customer={choices.find(({ value }) => value === deal.id)?.customer ?? deal.id}
                />
              ))}
            </div>
          )
        }
      </Loaded>
    </>
  );
}
