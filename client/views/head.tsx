import { ActionIcon, Modal, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmarkPlus, IconPencil, IconPin, IconPinFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useHome } from '../session/session.js';
import { ViewEditor } from './editor.js';
import { usePinnedViews, usePinViews, useSavedView, type ViewQuery } from './queries.js';

/** What can be done about the view that is looked at: keep it, change it, pin it. */
export function ViewActions({ saved, query }: { saved: string | null; query: ViewQuery }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const home = useHome();
  const [opened, { open, close }] = useDisclosure();
  const found = useSavedView(saved).data ?? null;
  const pinned = usePinnedViews().data ?? [];
  const pin = usePinViews();
  const mayChange = found?.may.includes('change') ?? false;
  const editing = found && mayChange ? found : null;
  const isPinned = pinned.some(({ id }) => id === saved);
  const others = pinned.map(({ id }) => id).filter((id) => id !== saved);
  const title = t(editing ? 'views.edit' : 'views.save');
  return (
    <>
      {found ? (
        <Tooltip label={t(isPinned ? 'views.unpin' : 'views.pin')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t(isPinned ? 'views.unpin' : 'views.pin')}
            aria-pressed={isPinned}
            onClick={() => pin.mutate(isPinned ? others : [...others, found.id])}
          >
            {isPinned ? <IconPinFilled size={16} /> : <IconPin size={16} />}
          </ActionIcon>
        </Tooltip>
      ) : null}
      <Tooltip label={title}>
        <ActionIcon variant="subtle" color="gray" aria-label={title} onClick={open}>
          {editing ? <IconPencil size={16} /> : <IconBookmarkPlus size={16} />}
        </ActionIcon>
      </Tooltip>
      <Modal opened={opened} onClose={close} title={title} size="lg">
        <ViewEditor
          present={editing}
          query={query}
          onDone={(id) => {
            close();
            if (!editing) pin.mutate([...pinned.map((one) => one.id), id]);
            void navigate(`${home}?view=saved:${id}`);
          }}
        />
      </Modal>
    </>
  );
}
