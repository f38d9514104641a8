import { useTranslation } from 'react-i18next';
import type { Priority } from '../api/types.js';
import css from './shared.module.css';

const BARS: Record<Priority, number> = { low: 0, normal: 1, high: 2, urgent: 3 };

/** Priority as a shape and a word: bars that fill up, never a colour of its own. */
export function PriorityMark({ priority, word = true }: { priority: Priority; word?: boolean }) {
  const { t } = useTranslation();
  const label = t(`common.priority.${priority}`);
  return (
    <span className={css.priority} data-priority={priority} title={word ? undefined : label}>
      <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden>
        {[0, 1, 2].map((bar) => (
          <rect
            key={bar}
            x={1 + bar * 4.5}
            y={9 - bar * 3.5}
            width="3"
            height={4 + bar * 3.5}
            rx="1"
            className={bar < BARS[priority] ? css.barFull : css.barHollow}
          />
        ))}
      </svg>
      {word ? label : <span className={css.hidden}>{label}</span>}
    </span>
  );
}
