import {
  IconChartBar,
  IconChecklist,
  IconCoins,
  IconFileText,
  IconInbox,
  IconPhoneCall,
  IconRoute,
  IconStack2,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet } from 'react-router';
import { useAskedCount } from '../approvals/queries.js';
import { LiveProvider } from '../live/socket.js';
import { Gate } from '../session/gate.js';
import { PersonMenu } from '../session/person-menu.js';
import { LargeTheme } from '../shared/house-theme.js';
import { SkipLink } from '../shared/page.js';
import css from './portal.module.css';

const PLACES: readonly (readonly [string, string, TablerIcon])[] = [
  ['/partner', 'tickets', IconInbox],
  ['/partner/approvals', 'approvals', IconChecklist],
  ['/partner/deals', 'deals', IconFileText],
  ['/partner/queues', 'queues', IconStack2],
  ['/partner/playbooks', 'playbooks', IconRoute],
  ['/partner/rotas', 'rotas', IconPhoneCall],
  ['/partner/reports/sla', 'reports', IconChartBar],
  ['/partner/credits', 'credits', IconCoins],
];

function Places() {
  const { t } = useTranslation();
  const open = useAskedCount();
  return (
    <nav className={css.places} aria-label={t('common.nav.label')}>
      {PLACES.map(([path, name, Icon]) => (
        <NavLink key={path} to={path} end={path === '/partner'} className={css.place ?? ''}>
          <Icon size={20} stroke={1.7} aria-hidden />
          <span>{t(`portal.place.${name}`)}</span>
          {name === 'approvals' && open > 0 ? <b className={css.count}>{open}</b> : null}
        </NavLink>
      ))}
    </nav>
  );
}

/** The partner's portal. */
export function Component() {
  const { t } = useTranslation();
  return (
    <Gate readers={['partner']}>
      <LiveProvider>
        <LargeTheme>
          <div className={css.portal}>
            <SkipLink />
            <header className={css.top}>
              <Link to="/partner" className={css.brand}>
                <img src="/icon.svg" alt="" width={26} height={26} />
                <span>{t('portal.title')}</span>
              </Link>
              <Places />
              <PersonMenu />
            </header>
            <main id="content" className={css.main} tabIndex={-1}>
              <Outlet />
            </main>
          </div>
        </LargeTheme>
      </LiveProvider>
    </Gate>
  );
}
