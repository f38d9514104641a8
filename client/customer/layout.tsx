import { useTranslation } from 'react-i18next';
import { Link, Outlet } from 'react-router';
import { LiveProvider } from '../live/socket.js';
import { Gate } from '../session/gate.js';
import { PersonMenu } from '../session/person-menu.js';
import { usePerson } from '../session/session.js';
import { LargeTheme } from '../shared/house-theme.js';
import css from './customer.module.css';

function Frame() {
  const { t } = useTranslation();
  const { ticket } = usePerson();
  return (
    <div className={css.page}>
      <header className={css.top}>
        {ticket ? (
          <span className={css.brand}>{t('customer.supportName')}</span>
        ) : (
          <Link to="/my" className={css.brand}>
            {t('customer.supportName')}
          </Link>
        )}
        <PersonMenu />
      </header>
      <main className={css.main}>
        <Outlet />
      </main>
    </div>
  );
}

/** What a customer sees: one column. */
export function Component() {
  return (
    <Gate readers={['customer']}>
      <LiveProvider>
        <LargeTheme>
          <Frame />
        </LargeTheme>
      </LiveProvider>
    </Gate>
  );
}
