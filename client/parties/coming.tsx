import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Noun } from '../api/types.js';
import { locale } from '../i18n.js';
import { localDay } from '../shared/format.js';
import { Loaded } from '../shared/page.js';
import css from './coming.module.css';
import { TakeHolidays } from './holidays.js';

const WEEKS = 5;
const MINUTES_A_DAY = 1440;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const share = (minutes: number): string => `${(minutes / MINUTES_A_DAY) * 100}%`;

/** A calendar's coming weeks as it would open, each day with what it follows from. */
export function ComingWeeks({ calendar, mayChange }: { calendar: Noun; mayChange: boolean }) {
  const { t } = useTranslation();
  const { id, version } = calendar;
  const [opened, { open, close }] = useDisclosure();
  const preview = useQuery({
    queryKey: ['nouns', 'calendars', 'preview', id, version],
    queryFn: () =>
      answer(api.GET('/calendars/{id}/preview', { params: { path: { id }, query: { days: String(WEEKS * 7) } } })),
  });
  return (
    <section className={css.part}>
      <header className={css.head}>
        <h2>{t('parties.coming.title')}</h2>
        {mayChange ? (
          <Button variant="default" leftSection={<IconCalendarPlus size={16} />} onClick={open}>
            {t('parties.holidays.title')}
          </Button>
        ) : null}
      </header>
      <Loaded query={preview} rows={8}>
        {({ days }) => (
          <ol className={css.days}>
            {days.map(({ date, windows, because, holiday, version: by }) => (
              <li key={date} data-because={because}>
                <time dateTime={date}>
                  {weekday(date)} {localDay(date)}
                </time>
                <span className={css.bar} aria-hidden>
                  {windows.map(([from = '', to = '']) => (
                    <span
                      key={from}
                      style={{ left: share(minutesOf(from)), width: share(minutesOf(to) - minutesOf(from)) }}
                    />
                  ))}
                </span>
                <span className={css.hours}>
                  {windows.length > 0 ? windows.map((one) => one.join('–')).join(', ') : t('parties.closed')}
                </span>
                <span className={css.dim}>
                  {because === 'week' ? '' : (holiday ?? t(`parties.coming.${because}`))}{' '}
                  {by === null || by === version ? '' : t('parties.version', { version: by })}
                </span>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
      <Modal opened={opened} onClose={close} title={t('parties.holidays.title')} size="lg">
        <TakeHolidays calendar={calendar} onDone={close} />
      </Modal>
    </section>
  );
}

const weekday = (date: string): string =>
  new Intl.DateTimeFormat(locale(), { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`));
