import { Burger, Drawer, Kbd, UnstyledButton } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import { LiveProvider, useLive } from '../live/socket.js';
import { useNextTicket } from '../queue/next.js';
import { Gate } from '../session/gate.js';
import { PersonMenu } from '../session/person-menu.js';
import { type Keys, useKeys } from '../shared/keys.js';
import { SkipLink } from '../shared/page.js';
import { type Command, CommandProvider, useCommands } from './commands.js';
import css from './desk.module.css';
import { KeyHelp } from './key-help.js';
import { Palette } from './palette.js';
import { Sidebar } from './sidebar.js';

const PLACES = [
  ['queue', '/', 'g q'],
  ['mine', '/?view=mine', 'g m'],
  ['triage', '/?view=triage', 'g t'],
  ['log', '/new', 'g l'],
  ['outages', '/outages', 'g o'],
  ['credits', '/credits', 'g c'],
  ['parties', '/parties', 'g p'],
] as const;

function LiveMark() {
  const { t } = useTranslation();
  const { state } = useLive();
  return (
    <span className={css.live} data-state={state} role="status" title={t(`common.live.${state}Detail`)}>
      {t(`common.live.${state}`)}
    </span>
  );
}

function Shell() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const location = useLocation();
  const [menu, menuIs] = useDisclosure();
  const [help, helpIs] = useDisclosure();
  const wide = useMediaQuery('(min-width: 64em)', true, { getInitialValueInEffect: false });
  const next = useNextTicket();
  const closeMenu = menuIs.close;
  useEffect(() => closeMenu(), [location, closeMenu]);
  const commands = useMemo<Command[]>(
    () => [
      ...PLACES.map(([name, path, shortcut]) => ({
        id: name,
        label: t(`common.keys.${name}`),
        shortcut,
        group: 'go' as const,
        run: () => void navigate(path),
      })),
      { id: 'next', label: t('common.keys.nextDue'), shortcut: 'g n', group: 'go', run: next },
      { id: 'help', label: t('common.keys.help'), shortcut: '?', group: 'desk', run: helpIs.open },
    ],
    [t, navigate, next, helpIs.open],
  );
  useCommands(commands);
  const keys: Keys = { '?': helpIs.toggle, 'g n': next };
  for (const [, path, shortcut] of PLACES) keys[shortcut] = () => void navigate(path);
  useKeys(keys);
  const sidebar = <Sidebar onNext={next} />;
  return (
    <div className={css.shell}>
      <SkipLink />
      <header className={css.top}>
        {wide ? null : <Burger size="sm" opened={menu} onClick={menuIs.toggle} aria-label={t('common.nav.label')} />}
        <Link to="/" className={css.brand}>
          <img src="/icon.svg" alt="" width={24} height={24} />
          <span>Tandem Desk</span>
        </Link>
        <UnstyledButton className={css.search} onClick={spotlight.open}>
          <IconSearch size={15} stroke={1.8} aria-hidden />
          <span>{t('common.palette.placeholder')}</span>
          <Kbd size="xs">Ctrl K</Kbd>
        </UnstyledButton>
        <LiveMark />
        <PersonMenu />
      </header>
      {wide ? (
        <aside className={css.side}>{sidebar}</aside>
      ) : (
        <Drawer opened={menu} onClose={menuIs.close} size={264} title="Tandem Desk" padding="sm">
          {sidebar}
        </Drawer>
      )}
      <main id="content" className={css.main} tabIndex={-1}>
        <Outlet />
      </main>
      <Palette />
      <KeyHelp opened={help} onClose={helpIs.close} />
    </div>
  );
}

/** The desk: for the provider's people. */
export function Component() {
  return (
    <Gate readers={['agent', 'staff']}>
      <LiveProvider>
        <CommandProvider>
          <Shell />
        </CommandProvider>
      </LiveProvider>
    </Gate>
  );
}
