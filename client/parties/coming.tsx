import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Noun } from '../api/types.js';
import { localDay, weekday } from '../shared/format.js';
import { Loaded } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import css from './coming.module.css';
import { DayBar, useHours } from './holiday-change.js';
import { TakeHolidays } from './holidays.js';
import { FeedProposal } from './proposal.js';

const WEEKS = 5;

/** A calendar's coming weeks as it would open, each day with what it follows from. */
export function ComingWeeks({ calendar, mayChange }: { calendar: Noun; mayChange: boolean }) {
  const { t } = useTranslation();
  const hours = useHours();
  const { id, version } = calendar;
  const [opened, { open, close }] = useDisclosure();
  const preview = useQuery({
    queryKey: ['nouns', 'calendars', 'preview', id, version],
    queryFn: () =>
      answer(api.GET('/calendars/{id}/preview', { params: { path: { id }, query: { days: String(WEEKS * 7) } } })),
  });
  return (
    <section className={css.part}>
      {mayChange && calendar.holidayFeed ? <FeedProposal calendar={calendar} /> : null}
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
                <DayBar windows={windows} />
                <span className={css.hours}>{hours(windows)}</span>
                <span className={shared.dim}>
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
