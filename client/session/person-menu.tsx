import { Menu, UnstyledButton } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { AvailabilityItems } from './availability.js';
import { LanguageItems, SchemeItems } from './preferences.js';
import { useCan, usePerson, useSignOut } from './session.js';
import css from './session.module.css';

const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .filter((_letter, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase();

/** Who is signed in; language, light or dark, and the way out. */
export function PersonMenu() {
  const { t } = useTranslation();
  const person = usePerson();
  const sees = useCan('agreements:see');
  const signOut = useSignOut();
  const navigate = useNavigate();
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <UnstyledButton
          className={css.person}
          aria-label={t('common.personMenu', { initials: initials(person.name), name: person.name })}
        >
          {initials(person.name)}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={css.who}>
          <strong>{person.name}</strong>
          <span>{person.email}</span>
          <span>{person.roles.map((role) => t(`common.role.${role}`)).join(', ')}</span>
        </div>
        <Menu.Divider />
        {sees ? <AvailabilityItems /> : null}
        <Menu.Label>{t('common.language')}</Menu.Label>
        <LanguageItems />
        <Menu.Divider />
        <Menu.Label>{t('common.scheme.title')}</Menu.Label>
        <SchemeItems />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} />}
          onClick={() => signOut.mutate(undefined, { onSettled: () => void navigate('/sign-in') })}
        >
          {t('common.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
