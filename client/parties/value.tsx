import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { money } from '../shared/format.js';
import { Table } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import { When } from '../shared/when.js';
import { CHOICES } from './nouns.js';
import css from './parties.module.css';
import { useNounList } from './queries.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** An object's own fields, or null for anything else. */
export const fieldsOf = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : null;

/** A field's name in words: from the language, else out of the name itself. */
export function useFieldName() {
  const { t } = useTranslation();
  return (name: string): string => {
    const spaced = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
    return t(`parties.field.${name}`, { defaultValue: spaced.charAt(0).toUpperCase() + spaced.slice(1) });
  };
}

/** The noun that a field's ids are of. */
export const NOUN_OF: Readonly<Record<string, string>> = {
  partner: 'partners',
  customer: 'customers',
  deal: 'deals',
  terms: 'terms',
  passThroughTerms: 'terms',
};

function NameOf({ noun, id }: { noun: string; id: string }) {
  const item = useNounList(noun).data?.find((one) => one.id === id);
  const name = item?.name ?? item?.title;
  return typeof name === 'string' ? name : id;
}

function CompanyName({ kind, id }: { kind: string; id: unknown }) {
  const { t } = useTranslation();
  if (typeof id !== 'string') return t(`common.party.${kind}`);
  return <NameOf noun={`${kind}s`} id={id} />;
}

/** A field of an agreement, to be read: ids as names, agreed words as words. */
export function FieldValue({ name, value }: { name: string; value: unknown }) {
  const { t } = useTranslation();
  const noun = NOUN_OF[name];
  const company = name === 'company' ? fieldsOf(value) : null;
  if (company) return <CompanyName kind={String(company.kind)} id={company.id} />;
  if (noun && typeof value === 'string') return <NameOf noun={noun} id={value} />;
  if (typeof value === 'string' && CHOICES[name]?.includes(value)) return t(`parties.choice.${name}.${value}`);
  return <Value value={value} />;
}

/** Any value of an agreement, to be read. */
function Value({ value }: { value: unknown }): ReactNode {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  if (value === null || value === undefined || value === '') return <span className={shared.dim}>–</span>;
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (typeof value === 'string') return INSTANT.test(value) ? <When at={value} /> : value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className={shared.dim}>–</span>;
    if (value.every((one) => typeof one !== 'object')) return value.join(', ');
    return (
      <ul className={css.values}>
        {value.map((one) => (
          <li key={JSON.stringify(one)}>
            <Value value={one} />
          </li>
        ))}
      </ul>
    );
  }
  const fields = fieldsOf(value) ?? {};
  if (typeof fields.amount === 'number' && typeof fields.currency === 'string') {
    return money({ amount: fields.amount, currency: fields.currency });
  }
  const shown = Object.entries(fields).filter(([, one]) => !(Array.isArray(one) && one.length === 0));
  if (shown.length === 0) return <span className={shared.dim}>–</span>;
  return (
    <span className={css.nested}>
      {shown.map(([name, one]) => (
        <span key={name}>
          <span className={shared.dim}>{fieldName(name)}:</span> <Value value={one} />
        </span>
      ))}
    </span>
  );
}

const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;

/** A policy's targets as a table: who owes what in how many minutes. */
export function Targets({ targets }: { targets: readonly unknown[] }) {
  const { t } = useTranslation();
  return (
    <Table label={t('parties.field.targets')}>
      <thead>
        <tr>
          <th>{t('parties.field.metric')}</th>
          <th>{t('parties.field.party')}</th>
          <th>{t('parties.field.calendar')}</th>
          {PRIORITIES.map((priority) => (
            <th key={priority} data-numeric>
              {t(`common.priority.${priority}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {targets.map((one) => {
          const target = fieldsOf(one) ?? {};
          const minutes = fieldsOf(target.minutes) ?? {};
          return (
            <tr key={`${String(target.metric)} ${String(target.party)}`}>
              <td>{t(`ticket.metric.${String(target.metric)}`)}</td>
              <td>{t(`ticket.party.${String(target.party)}`)}</td>
              <td>{String(target.calendar)}</td>
              {PRIORITIES.map((priority) => (
                <td key={priority} data-numeric>
                  {typeof minutes[priority] === 'number' ? `${String(minutes[priority])} min` : '–'}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A calendar's week. */
export function Week({ hours }: { hours: unknown }) {
  const { t } = useTranslation();
  if (hours === '24x7') return t('parties.always');
  const week = fieldsOf(hours) ?? {};
  return (
    <dl className={css.week}>
      {DAYS.map((day) => {
        const windows = week[day];
        const open = Array.isArray(windows) ? windows.filter(Array.isArray).map((window) => window.join(' – ')) : [];
        return (
          <div key={day}>
            <dt>{t(`parties.day.${day}`)}</dt>
            <dd className={open.length > 0 ? undefined : shared.dim}>
              {open.length > 0 ? open.join(', ') : t('parties.closed')}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
