import { Anchor, Group, SegmentedControl, Select } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { answer, api } from '../api/client.js';
import type { paths } from '../api/schema.js';
import { duration } from '../shared/format.js';
import { Empty } from '../shared/notice.js';
import { Loaded, PageHeader, Table } from '../shared/page.js';
import css from './reports.module.css';

type Line = paths['/reports/sla']['get']['responses'][200]['content']['application/json']['items'][number];
const CUTS = ['partner', 'deal', 'party', 'reason', 'priority', 'metric'] as const;
type Cut = (typeof CUTS)[number];
const DAYS = ['7', '30', '90'] as const;
const DAY_MS = 86_400_000;

const instant = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** Whole days, so that the same page asks the same question. */
function spanOf(days: string): { from: string; to: string } {
  const to = Math.ceil(Date.now() / DAY_MS) * DAY_MS;
  return { from: instant(to - Number(days) * DAY_MS), to: instant(to) };
}

/** A bar of parts, with what it says in words. */
function Parts({ parts, label }: { parts: readonly (readonly [string, number])[]; label: string }) {
  const whole = parts.reduce((sum, [, value]) => sum + value, 0);
  return (
    <div className={css.bar} role="img" aria-label={label}>
      {parts
        .filter(([, value]) => value > 0)
        .map(([name, value]) => (
          <span key={name} data-part={name} style={{ width: `${(100 * value) / Math.max(whole, 1)}%` }} />
        ))}
    </div>
  );
}

function Row({ line, by }: { line: Line; by: Cut }) {
  const { t } = useTranslation();
  const { key, name, met, breached, seconds, fault } = line;
  const label =
    key === null
      ? t(`reports.none.${by}`, t('reports.none.other'))
      : by === 'metric'
        ? t(`ticket.metric.${key}`)
        : by === 'party'
          ? t([`common.court.${key}`, `ticket.party.${key}`])
          : by === 'priority'
            ? t(`common.priority.${key}`)
            : (name ?? key);
  const used = (['provider', 'partner'] as const).map(
    (party) => `${t(`common.court.${party}`)} ${duration(seconds[party], false)}`,
  );
  const whose = (['provider', 'partner', 'both', 'neither'] as const).filter((one) => fault[one] > 0);
  return (
    <tr>
      <td>{label}</td>
      <td data-numeric>
        {breached} / {met + breached}
        <Parts
          parts={[
            ['breached', breached],
            ['met', met],
          ]}
          label={t('reports.kept', { met, breached })}
        />
      </td>
      <td>
        {used.map((words) => (
          <span key={words} className={css.used}>
            {words}
          </span>
        ))}
        <Parts parts={Object.entries(seconds)} label={used.join(', ')} />
      </td>
      <td data-from="middle">{whose.map((one) => `${t(`reports.whose.${one}`)} ${fault[one]}`).join(' · ') || '–'}</td>
    </tr>
  );
}

/** How targets were kept, who used the time, and who broke their own: cut as one likes. */
export function SlaReport({ cuts = CUTS }: { cuts?: readonly Cut[] }) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const by = cuts.find((one) => one === search.get('by')) ?? cuts[0] ?? 'party';
  const days = DAYS.find((one) => one === search.get('days')) ?? '30';
  const set = (change: Record<string, string>) => setSearch({ by, days, ...change });
  const span = spanOf(days);
  const lines = useQuery({
    queryKey: ['reports', 'sla', by, days],
    queryFn: () => answer(api.GET('/reports/sla', { params: { query: { ...span, by } } })),
  });
  return (
    <div className={css.page}>
      <PageHeader title={t('reports.title')}>{t('reports.lead')}</PageHeader>
      <Group gap="sm" mb="md" align="center">
        <Select
          aria-label={t('reports.cut')}
          w={180}
          data={cuts.map((value) => ({ value, label: t(`reports.by.${value}`) }))}
          value={by}
          onChange={(value) => set({ by: value ?? by })}
        />
        <SegmentedControl
          aria-label={t('reports.span')}
          data={DAYS.map((value) => ({ value, label: t('reports.days', { n: value }) }))}
          value={days}
          onChange={(value) => set({ days: value })}
        />
        <Anchor href={`/api/v1/reports/sla?from=${span.from}&to=${span.to}&by=${by}&format=csv`} download>
          {t('reports.csv')}
        </Anchor>
      </Group>
      <Loaded query={{ data: lines.data?.items, error: lines.error, refetch: lines.refetch }} rows={6}>
        {(all) =>
          all.length === 0 ? (
            <Empty icon={IconChartBar} title={t('reports.empty')}>
              {t('reports.emptyDetail')}
            </Empty>
          ) : (
            <Table label={t('reports.title')}>
              <thead>
                <tr>
                  <th>{t(`reports.by.${by}`)}</th>
                  <th data-numeric>{t('reports.breached')}</th>
                  <th>{t('reports.used')}</th>
                  <th data-from="middle">{t('reports.broke')}</th>
                </tr>
              </thead>
              <tbody>
                {all.map((line) => (
                  <Row key={line.key} line={line} by={by} />
                ))}
              </tbody>
            </Table>
          )
        }
      </Loaded>
    </div>
  );
}
