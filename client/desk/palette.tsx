import { Kbd } from '@mantine/core';
import { Spotlight } from '@mantine/spotlight';
import { IconArrowRight, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useAllCommands } from './commands.js';
import css from './desk.module.css';

const GROUPS = ['ticket', 'list', 'go', 'desk'] as const;

/** Search, or do anything that a button does. */
export function Palette() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const commands = useAllCommands();
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLowerCase();
  const number = /^#?(\d+)$/.exec(wanted)?.[1];
  const found = commands.filter(({ label }) => label.toLowerCase().includes(wanted));
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      lockScroll={false}
      scrollable
      maxHeight={420}
    >
      <Spotlight.Search
        placeholder={t('common.palette.placeholder')}
        leftSection={<IconSearch size={18} stroke={1.6} />}
      />
      <Spotlight.ActionsList>
        {number ? (
          <Spotlight.Action
            label={t('common.palette.open', { number })}
            leftSection={<IconArrowRight size={16} />}
            onClick={() => void navigate(`/tickets/${number}`)}
          />
        ) : null}
        {GROUPS.map((group) => {
          const members = found.filter((command) => command.group === group);
          if (members.length === 0) return null;
          return (
            <Spotlight.ActionsGroup key={group} label={t(`common.palette.${group}`)}>
              {members.map((command) => (
                <Spotlight.Action key={command.id} onClick={command.run}>
                  <span className={css.action}>
                    <span>{command.label}</span>
                    {command.shortcut ? <Kbd size="xs">{command.shortcut}</Kbd> : null}
                  </span>
                </Spotlight.Action>
              ))}
            </Spotlight.ActionsGroup>
          );
        })}
        {wanted && !number ? (
          <Spotlight.Action
            label={t('common.palette.search', { words: query.trim() })}
            leftSection={<IconSearch size={16} />}
            onClick={() => void navigate(`/?view=all&q=${encodeURIComponent(query.trim())}`)}
          />
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
