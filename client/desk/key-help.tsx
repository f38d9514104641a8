import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import css from './desk.module.css';

const KEYS = [
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
  ['x', 'select'],
  ['/', 'search'],
  ['e', 'claim'],
  ['r', 'reply'],
  ['n', 'note'],
  ['h', 'handOver'],
  ['s', 'solve'],
  ['i', 'details'],
  ['Escape', 'back'],
  ['g q', 'queue'],
  ['g m', 'mine'],
  ['g t', 'triage'],
  ['g n', 'nextDue'],
  ['g l', 'log'],
  ['g o', 'outages'],
  ['g c', 'credits'],
  ['g p', 'parties'],
  ['Ctrl K', 'palette'],
  ['?', 'help'],
] as const;

/** All keys of the desk. */
export function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('common.keys.title')} size="lg">
      <dl className={css.keys}>
        {KEYS.map(([key, what]) => (
          <div key={what}>
            <dt>
              {key.split(' ').map((part) => (
                <Kbd key={part}>{part}</Kbd>
              ))}
            </dt>
            <dd>{t(`common.keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
