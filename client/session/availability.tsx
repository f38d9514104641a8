import { Menu } from '@mantine/core';
import { IconCheck, IconMoon, IconPlugConnected, IconWalk } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import css from './session.module.css';

const STATES = { online: IconPlugConnected, away: IconWalk, off: IconMoon } as const;
const KEY = ['availability'];

/** The items that say whether one is there for new tickets, and how much one has. */
export function AvailabilityItems() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: () => answer(api.GET('/people/me/availability')),
    retry: false,
  });
  const say = useMutation({
    mutationFn: (state: keyof typeof STATES) => answer(api.PUT('/people/me/availability', { body: { state } })),
    onSuccess: (now) => client.setQueryData(KEY, now),
  });
  if (!data) return null;
  return (
    <>
      <Menu.Label>{t('common.availability.title')}</Menu.Label>
      {(['online', 'away', 'off'] as const).map((state) => {
        const Icon = STATES[state];
        return (
          <Menu.Item
            key={state}
            closeMenuOnClick={false}
            leftSection={<Icon size={16} />}
            rightSection={data.state === state ? <IconCheck size={14} /> : null}
            onClick={() => say.mutate(state)}
          >
            {t(`common.availability.${state}`)}
          </Menu.Item>
        );
      })}
      <div className={css.who}>
        <span>{t('common.availability.load', { load: data.load, capacity: data.capacity, count: data.tickets })}</span>
        {data.counts === data.state ? null : <span>{t('common.availability.byHours')}</span>}
      </div>
      <Menu.Divider />
    </>
  );
}
