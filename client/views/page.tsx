import { ActionIcon, Group, Modal } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconBookmark,
  IconPencil,
  IconPin,
  IconPinFilled,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useHome } from '../session/session.js';
import { Empty, ProblemNotice } from '../shared/notice.js';
import { Frame, Loaded, PageHeader, Table } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import { ViewEditor } from './editor.js';
import { usePinViews, useRemoveView, useViews, type View } from './queries.js';

/** The pinned ones in their order, then the others by name. */
const inOrder = (views: readonly View[]): View[] =>
  views.toSorted((a, b) => (a.pinned ?? views.length) - (b.pinned ?? views.length) || a.name.localeCompare(b.name));

/** All views that the reader has: to pin, order, change and remove them. */
export function Views() {
  const { t } = useTranslation();
  const home = useHome();
  const views = useViews();
  const pin = usePinViews();
  const remove = useRemoveView();
  const [edited, edit] = useState<View | null>(null);
  const pins = inOrder(views.data ?? []).flatMap(({ id, pinned }) => (pinned === null ? [] : id));
  const swap = (place: number, by: -1 | 1) => {
    const [one, other] = [pins[place], pins[place + by]];
    if (one === undefined || other === undefined) return;
    pin.mutate(pins.with(place, other).with(place + by, one));
  };
  const problem = pin.error ?? remove.error;
  return (
    <>
      <PageHeader title={t('views.title')}>{t('views.lead')}</PageHeader>
      {problem ? <ProblemNotice problem={problem} /> : null}
      <Loaded query={views} rows={6}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon={IconBookmark} title={t('views.none')}>
              {t('views.noneDetail')}
            </Empty>
          ) : (
            <Table label={t('views.title')}>
              <thead>
                <tr>
                  <th>{t('common.name')}</th>
                  <th>{t('views.whose')}</th>
                  <th>{t('views.pinned')}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {inOrder(items).map((view) => (
                  <tr key={view.id}>
                    <td>
                      <Link to={`${home}?view=saved:${view.id}`}>{view.name}</Link>
                    </td>
                    <td className={shared.dim}>
                      {view.shared ? t('views.sharedBy', { name: view.owner.name }) : t('views.own')}
                    </td>
                    <td>
                      <Pin
                        view={view}
                        onToggle={() =>
                          pin.mutate(
                            view.pinned === null ? [...pins, view.id] : pins.filter((other) => other !== view.id),
                          )
                        }
                        onMove={(by) => swap(pins.indexOf(view.id), by)}
                      />
                    </td>
                    <td>
                      {view.may.length > 0 ? (
                        <Group gap={4} wrap="nowrap">
                          <ActionIcon
                            variant="subtle"
                            color="gray"
                            aria-label={`${t('views.edit')}: ${view.name}`}
                            onClick={() => edit(view)}
                          >
                            <IconPencil size={16} />
                          </ActionIcon>
                          <ActionIcon
                            variant="subtle"
                            color="gray"
                            aria-label={`${t('views.remove')}: ${view.name}`}
                            onClick={() => remove.mutate(view)}
                          >
                            <IconTrash size={16} />
                          </ActionIcon>
                        </Group>
                      ) : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </Table>
          )
        }
      </Loaded>
      <Modal opened={edited !== null} onClose={() => edit(null)} title={t('views.edit')} size="lg">
        {edited ? <ViewEditor key={edited.id} present={edited} query={edited.query} onDone={() => edit(null)} /> : null}
      </Modal>
    </>
  );
}

/** The views of the provider's desk. */
export function Component() {
  return (
    <Frame width="middle">
      <Views />
    </Frame>
  );
}

function Pin({ view, onToggle, onMove }: { view: View; onToggle: () => void; onMove: (by: -1 | 1) => void }) {
  const { t } = useTranslation();
  const isPinned = view.pinned !== null;
  const button = { variant: 'subtle', color: 'gray' } as const;
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        {...button}
        aria-label={`${t(isPinned ? 'views.unpin' : 'views.pin')}: ${view.name}`}
        aria-pressed={isPinned}
        onClick={onToggle}
      >
        {isPinned ? <IconPinFilled size={16} /> : <IconPin size={16} />}
      </ActionIcon>
      {isPinned ? (
        <>
          <ActionIcon {...button} aria-label={`${t('views.up')}: ${view.name}`} onClick={() => onMove(-1)}>
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon {...button} aria-label={`${t('views.down')}: ${view.name}`} onClick={() => onMove(1)}>
            <IconArrowDown size={16} />
          </ActionIcon>
        </>
      ) : null}
    </Group>
  );
}
