import { Button, Group, Modal, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconInbox, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import type { Noun } from '../api/types.js';
import { useNoun, useNounList, useRemoveNoun } from '../parties/queries.js';
import { useCan } from '../session/session.js';
import { ProblemNotice } from '../shared/notice.js';
import { Frame, Loaded, PageHeader, WayBack } from '../shared/page.js';
import { newSettings, settingsOf } from './content.js';
import { usePlace } from './queries.js';
import css from './queues.module.css';
import { QueueSettings } from './settings.js';

const STEP = 10;
const BEFORE_THE_LAST = 1_000;

function Remove({ queue }: { queue: Noun }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { base } = usePlace();
  const [opened, { open, close }] = useDisclosure();
  const remove = useRemoveNoun('queues');
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={16} />} onClick={open}>
        {t('queues.remove')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('queues.removeTitle', { name: queue.name })}>
        <Stack>
          <p className={css.plain}>{t('queues.removeDetail')}</p>
          {remove.error ? <ProblemNotice problem={remove.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button
              color="red"
              loading={remove.isPending}
              onClick={() => remove.mutate(queue, { onSuccess: () => void navigate(base) })}
            >
              {t('queues.remove')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

function Present({ queue }: { queue: Noun }) {
  const { t } = useTranslation();
  const place = usePlace();
  const settings = settingsOf(queue);
  const mayChange = useCan('queues:manage');
  return (
    <>
      <PageHeader
        title={settings.name}
        actions={
          <Group gap="xs">
            {place.isDesk && settings.partner === null ? (
              <Button
                component={Link}
                to={`/?view=queue:${encodeURIComponent(queue.id)}`}
                variant="default"
                leftSection={<IconInbox size={16} />}
              >
                {t('queues.tickets')}
              </Button>
            ) : null}
            {mayChange ? <Remove queue={queue} /> : null}
          </Group>
        }
      >
        {queue.id} · {t('parties.version', { version: queue.version })}
      </PageHeader>
      <QueueSettings key={queue.id} present={queue} initial={settings} mayChange={mayChange} />
    </>
  );
}

function New() {
  const { t } = useTranslation();
  const { partner } = usePlace();
  return (
    <Loaded query={useNounList('queues')}>
      {(queues) => {
        const last = queues
          .filter((queue) => (queue.partner ?? null) === partner)
          .map(({ order }) => Number(order))
          .filter((order) => order < BEFORE_THE_LAST);
        return (
          <>
            <PageHeader title={t('queues.new')}>{t('queues.newDetail')}</PageHeader>
            <QueueSettings present={null} initial={newSettings(partner, Math.max(0, ...last) + STEP)} mayChange />
          </>
        );
      }}
    </Loaded>
  );
}

function Found({ id }: { id: string }) {
  return <Loaded query={useNoun('queues', id)}>{(queue) => <Present queue={queue} />}</Loaded>;
}

/** A queue's settings, at the desk and in the portal; `new` for one that is to be. */
export function Component() {
  const { t } = useTranslation();
  const { base, isDesk } = usePlace();
  const { id } = useParams();
  return (
    <Frame width={isDesk ? 'middle' : 'wide'} inPortal={!isDesk}>
      <WayBack to={base}>{t('queues.title')}</WayBack>
      {id === undefined ? <New /> : <Found id={id} />}
    </Frame>
  );
}
