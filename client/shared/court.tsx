import { IconBuilding, IconCheck, IconHeadset, IconLink, IconUser, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Court } from '../api/types.js';
import css from './shared.module.css';

const ICONS = { provider: IconHeadset, partner: IconUsers, customer: IconUser, third_party: IconBuilding } as const;

/** The sign of a court. It never stands alone: a word is always beside it. */
export function CourtIcon({ court, size = 14 }: { court: Court | null; size?: number }) {
  const Icon = court ? ICONS[court] : IconCheck;
  return <Icon size={size} stroke={1.9} aria-hidden className={css.courtIcon} />;
}

/** Whose turn it is: colour, sign and the party's name. On the desk the provider is "us". */
export function CourtBadge({ court, name }: { court: Court | null; name?: string | null | undefined }) {
  const { t } = useTranslation();
  if (!court) {
    return (
      <span className={css.court} data-court="none">
        <CourtIcon court={null} />
        <span className={css.courtName}>{t('common.court.none')}</span>
      </span>
    );
  }
  return (
    <span
      className={css.court}
      data-court={court}
      title={t('common.court.title', { name: name ?? t(`common.court.${court}`) })}
    >
      <CourtIcon court={court} />
      <span className={css.courtName}>{name ?? t(`common.court.${court}`)}</span>
    </span>
  );
}

/** Partner, then customer, as the channel is read: "Hansa IT ⟩ Hansa Logistics". */
export function Channel({
  partner,
  customer,
}: {
  partner: string | null | undefined;
  customer: string | null | undefined;
}) {
  const { t } = useTranslation();
  if (!partner && !customer) return <span className={css.dim}>{t('common.unknownCustomer')}</span>;
  return (
    <span className={css.channel}>
      {partner ? <span className={css.dim}>{partner}</span> : <IconLink size={13} aria-hidden className={css.dim} />}
      {customer ? (
        <>
          {partner ? (
            <span aria-hidden className={css.dim}>
              {' '}
              ⟩{' '}
            </span>
          ) : (
            ' '
          )}
          {customer}
        </>
      ) : null}
    </span>
  );
}
