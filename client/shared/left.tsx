import { useTranslation } from 'react-i18next';
import type { Target } from '../api/types.js';
import { useNow } from './clock.js';
import { duration, fully, when } from './format.js';
import css from './shared.module.css';
import { secondsLeft, toneOf } from './turn.js';

/** A clock's time left, running; while its calendar is closed, when it goes on. `brief` is for rows. */
export function Left({ target, brief = false }: { target: Target; brief?: boolean }) {
  const { t } = useTranslation();
  const now = useNow();
  const left = secondsLeft(target, now);
  const tone = toneOf(target, now);
  const title = target.dueAt ? fully(target.dueAt) : undefined;
  const words = () => {
    if (target.state === 'met') return t('common.clock.met');
    if (left === null) return t('common.clock.paused');
    if (left < 0 || target.state === 'breached')
      return t(brief ? 'common.clock.overBrief' : 'common.clock.over', { time: duration(-left, false) });
    if (target.state === 'paused') return t('common.clock.pausedAt', { time: duration(left, false) });
    if (target.opensAt && Date.parse(target.opensAt) > now.getTime()) {
      return t(brief ? 'common.clock.untilBrief' : 'common.clock.until', {
        time: duration(left, false),
        when: when(target.opensAt, now),
      });
    }
    return brief ? duration(left) : t('common.clock.left', { time: duration(left) });
  };
  return (
    <span className={css.left} data-tone={target.state === 'paused' ? 'calm' : tone} title={title}>
      {words()}
    </span>
  );
}
