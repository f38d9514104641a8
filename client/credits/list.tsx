import { Button, Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCoins, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Credit } from '../api/types.js';
import { useCan } from '../session/session.js';
import { decimal, money, period } from '../shared/format.js';
import { Empty } from '../shared/notice.js';
import { Frame, PageHeader, StateMark, Table } from '../shared/page.js';
import { Pages } from '../shared/pages.js';
import { creditTone, useCredits } from './queries.js';
import { CreditRun } from './run.js';

const STATES = ['waiting', 'computed', 'issued', 'applied', 'paid', 'nothing-due', 'expired', 'voided'] as const;

/** What a credit's state is, in words. */
export function CreditState({ credit }: { credit: Credit }) {
  const { t } = useTranslation();
  const waiting = credit.state === 'waiting' && credit.waitingFor;
  return (
    <StateMark tone={creditTone(credit)}>
      {waiting ? t(`credits.waitingFor.${credit.waitingFor}`) : t(`credits.state.${credit.state}`)}
    </StateMark>
  );
}

/** A decimal without the zeros at its end. */
const plain = (value: string) => (value.includes('.') ? value.replace(/\.?0+$/, '') : value);

/** Credits as rows; each opens its calculation. */
export function CreditTable({ items, base }: { items: readonly Credit[]; base: string }) {
  const { t } = useTranslation();
  return (
    <Table label={t('credits.title')}>
      <thead>
        <tr>
          <th>{t('credits.period')}</th>
          <th>{t('credits.subscription')}</th>
          <th data-from="middle">{t('credits.customer')}</th>
          <th data-from="wide">{t('credits.to')}</th>
          <th data-numeric data-from="middle">
            {t('credits.uptime')}
          </th>
          <th data-numeric>{t('credits.amount')}</th>
          <th>{t('common.state')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((credit) => (
          <tr key={credit.id}>
            <td>
              <Link to={`${base}/${encodeURIComponent(credit.id)}`}>{period(credit.period)}</Link>
            </td>
            <td>{credit.subscription.name}</td>
            <td data-from="middle">{credit.customer.name}</td>
            <td data-from="wide">{credit.creditedTo.name}</td>
            <td data-numeric data-from="middle">
              {decimal(plain(credit.uptimePercent))} %
            </td>
            <td data-numeric>{credit.amount ? money(credit.amount) : '–'}</td>
            <td>
              <CreditState credit={credit} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** All credits, and the run that computes them. */
export function Component() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const [opened, run] = useDisclosure();
  const mayRun = useCan('credits:run');
  const state = STATES.find((one) => one === search.get('state'));
  const credits = useCredits(state ? { state } : {});
  return (
    <Frame width="wide">
      <PageHeader
        title={t('credits.title')}
        actions={
          <>
            <Select
              aria-label={t('common.state')}
              w={200}
              data={[
                { value: '', label: t('credits.all') },
                ...STATES.map((value) => ({ value, label: t(`credits.state.${value}`) })),
              ]}
              value={state ?? ''}
              onChange={(value) => setSearch(value ? { state: value } : {})}
            />
            {mayRun ? (
              <Button leftSection={<IconPlayerPlay size={16} />} onClick={run.open}>
                {t('credits.run.title')}
              </Button>
            ) : null}
          </>
        }
      >
        {t('credits.lead')}
      </PageHeader>
      <Pages
        query={credits}
        rows={8}
        empty={
          <Empty icon={IconCoins} title={t('credits.none')}>
            {t('credits.noneDetail')}
          </Empty>
        }
      >
        {(items) => <CreditTable items={items} base="/credits" />}
      </Pages>
      <CreditRun opened={opened} onClose={run.close} />
    </Frame>
  );
}
