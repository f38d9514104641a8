import { useTranslation } from 'react-i18next';
import type { SlaChange } from '../api/types.js';
import { StateMark } from '../shared/page.js';

const isAhead = ({ state, dueAt }: SlaChange) => state === 'running' && Date.parse(dueAt) > Date.now();

/** How a change stands. */
export function ChangeMark({ change }: { change: SlaChange }) {
  const { t } = useTranslation();
  if (change.fault !== null) return <StateMark tone="bad">{t('changes.state.refused')}</StateMark>;
  if (isAhead(change)) return <StateMark tone="hollow">{t('changes.state.ahead')}</StateMark>;
  if (change.state === 'running') return <StateMark tone="info">{t('changes.state.running')}</StateMark>;
  return change.counts.failed > 0 ? (
    <StateMark tone="warn">{t('changes.state.failures')}</StateMark>
  ) : (
    <StateMark tone="good">{t('changes.state.done')}</StateMark>
  );
}

/** What a change is called: what became of a deal, or its rule. */
export function useChangeTitle() {
  const { t } = useTranslation();
  return ({ deal, rule }: SlaChange): string =>
    deal
      ? t(`changes.dealTitle.${deal.verb}`, { deal: deal.id, successor: deal.successor ?? '' })
      : t(`changes.rule.${rule}.name`);
}
