import { IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Target } from '../api/types.js';
import { useNow } from './clock.js';
import { duration, fully, when } from './format.js';
import css from './shared.module.css';
import { secondsLeft, toneOf } from './turn.js';

/** A clock that stands, where there is little room: a sign for the words. */
function Pauses({ words, time }: { words: string; time: string }) {
  return (
    <span className={css.pauses} title={`${words} ${time}`}>
      <IconPlayerPause size={13} stroke={1.8} aria-hidden />
      <span className={css.hidden}>{words}</span>
      {time}
    </span>
  );
}

/** A clock's time left, running; while its calendar is closed, when it goes on. `brief` is for rows; `of` says of how much it is. */
export function Left({ target, brief = false, of = '' }: { target: Target; brief?: boolean; of?: string }) {
  const { t } = useTranslation();
  const now = useNow();
  const left = secondsLeft(target, now);
  const tone = toneOf(target, now);
  const title = target.dueAt ? fully(target.dueAt) : undefined;
  const withWhole = (time: string) => (of ? `${time} ${of}` : time);
  const words = () => {
    if (target.state === 'met') return t('common.clock.met');
    if (left === null) return t('common.clock.paused');
    if (left < 0 || target.state === 'breached')
      return t(brief ? 'common.clock.overBrief' : 'common.clock.over', { time: duration(-left, false) });
    if (target.state === 'paused') {
      if (brief) return <Pauses words={t('common.clock.paused')} time={duration(left, false)} />;
      return t('common.clock.pausedAt', { time: withWhole(duration(left, false)) });
    }
    if (target.opensAt && Date.parse(target.opensAt) > now.getTime()) {
      if (brief) return <Pauses words={t('common.clock.untilBrief')} time={when(target.opensAt, now)} />;
      return t('common.clock.until', {
        time: withWhole(duration(left, false)),
        when: when(target.opensAt, now),
      });
    }
    return brief ? duration(left) : t('common.clock.left', { time: duration(left) }) + (of ? ` ${of}` : '');
  };
  return (
    <span className={css.left} data-tone={target.state === 'paused' ? 'calm' : tone} title={title}>
      {words()}
    </span>
  );
}
