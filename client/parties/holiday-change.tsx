import { IconArrowRight, IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { localDay, weekday } from '../shared/format.js';
import css from './coming.module.css';

const MINUTES_A_DAY = 1440;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const share = (minutes: number): string => `${(minutes / MINUTES_A_DAY) * 100}%`;

type Windows = readonly string[][];

/** The open hours of a day, drawn along it. */
export function DayBar({ windows }: { windows: Windows }) {
  return (
    <span className={css.bar} aria-hidden>
      {windows.map(([from = '', to = '']) => (
        <span key={from} style={{ left: share(minutesOf(from)), width: share(minutesOf(to) - minutesOf(from)) }} />
      ))}
    </span>
  );
}

/** The open hours of a day in words. */
export function useHours() {
  const { t } = useTranslation();
  return (windows: Windows): string =>
    windows.length > 0 ? windows.map((one) => one.join('–')).join(', ') : t('parties.closed');
}

interface Change {
  added: readonly { date: string; name: string }[];
  removed: readonly { date: string; name: string }[];
  days: readonly { date: string; before: Windows; after: Windows }[];
}

/** Whether a change does anything at all. */
export const isChange = ({ days }: Change): boolean => days.length > 0;

/** What taking holidays over would change: each day with its hours before and after. */
export function HolidayChange({ change: { added, removed, days } }: { change: Change }) {
  const { t } = useTranslation();
  const hours = useHours();
  const nameOf = (date: string) => [...added, ...removed].find((one) => one.date === date)?.name;
  return (
    <ul className={css.change}>
      {days.map(({ date, before, after }) => {
        const isAdded = added.some((one) => one.date === date);
        const Mark = isAdded ? IconPlus : IconMinus;
        const [was, is] = [hours(before), hours(after)];
        return (
          <li key={date} data-tone={isAdded ? 'added' : 'removed'}>
            <Mark size={16} role="img" aria-label={t(`parties.holidays.${isAdded ? 'added' : 'removed'}`)} />
            <span className={css.changed}>
              <time dateTime={date}>
                {weekday(date)} {localDay(date)}
              </time>
              <strong>{nameOf(date)}</strong>
            </span>
            <span className={css.bars}>
              <DayBar windows={before} />
              <DayBar windows={after} />
            </span>
            <span className={css.hours}>
              {was === is ? (
                t('parties.holidays.unchanged', { hours: is })
              ) : (
                <>
                  {was} <IconArrowRight size={14} aria-label="→" /> {is}
                </>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
