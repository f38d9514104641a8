import { Button, Group, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconPencil, IconPlayerPlay, IconPlus, IconRoute } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedPlaybook, Playbook } from '../api/types.js';
import { Empty, Notice, ProblemNotice } from '../shared/notice.js';
import { Loaded } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import { When } from '../shared/when.js';
import css from './playbooks.module.css';
import { type Owner, usePlaybook, usePlaybooks, useRetire, useVersions } from './queries.js';
import { Workbench } from './workbench.js';

/** How far below the page's title the playbooks stand. */
type Heading = 'h2' | 'h3';

/** What the desk will do, step by step. */
function InWords({ playbook }: { playbook: Playbook }) {
  const { t } = useTranslation();
  return (
    <>
      <ol className={css.words}>
        {playbook.explained.map(({ step, depth, words }) => (
          <li key={step} data-depth={Math.min(depth, 8)} data-arm={depth % 2 === 1 || undefined}>
            {words}
          </li>
        ))}
      </ol>
      {playbook.findings.length > 0 ? (
        <Notice tone="warn" title={t('playbooks.findings')}>
          <ul className={css.findings}>
            {playbook.findings.map(({ line, column, step, message }) => (
              <li key={`${line} ${column} ${message}`}>
                {t('playbooks.line', { line, column })}: {step} {message}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  );
}

function Versions({ owner, name }: { owner: Owner; name: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const versions = useVersions(owner, name, open);
  return (
    <details className={css.versions} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('playbooks.versions')}</summary>
      {open ? (
        <Loaded query={versions} rows={2}>
          {({ items }) => (
            <ul className={css.findings}>
              {items.map(({ version, title, signedBy, signedAt }) => (
                <li key={version}>
                  {t('playbooks.signed', { version, name: signedBy.name })}, <When at={signedAt} />: {title}
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      ) : null}
    </details>
  );
}

function Card({ listed, maySign, heading: Heading }: { listed: ListedPlaybook; maySign: boolean; heading: Heading }) {
  const { t } = useTranslation();
  const { owner, name, version, title } = listed;
  const playbook = usePlaybook(owner, name);
  const [opened, dialog] = useDisclosure();
  const [asked, ask] = useDisclosure();
  const retire = useRetire(owner);
  const goodbye = () =>
    retire.mutate(
      { name, version },
      {
        onSuccess: () => {
          notifications.show({ message: t('playbooks.retired'), color: 'indigo' });
          ask.close();
        },
      },
    );
  return (
    <article className={`${shared.card} ${css.card}`}>
      <header className={css.head}>
        <div>
          <Heading>{title}</Heading>
          <p className={css.dim}>
            {name} · {t('playbooks.signed', { version, name: listed.signedBy.name })}, <When at={listed.signedAt} />
          </p>
        </div>
        <Group gap={4}>
          <Button
            variant="default"
            disabled={!playbook.data}
            leftSection={maySign ? <IconPencil size={15} /> : <IconPlayerPlay size={15} />}
            onClick={dialog.open}
          >
            {maySign ? t('playbooks.change') : t('playbooks.try')}
          </Button>
          {maySign ? (
            <Button variant="subtle" color="gray" px={10} onClick={ask.open}>
              {t('playbooks.retire')}
            </Button>
          ) : null}
        </Group>
      </header>
      <Loaded query={playbook}>{(one) => <InWords playbook={one} />}</Loaded>
      <Versions owner={owner} name={name} />
      <Modal opened={opened} onClose={dialog.close} title={title} size="xl">
        {playbook.data ? (
          <Workbench owner={owner} present={playbook.data} maySign={maySign} onDone={dialog.close} />
        ) : null}
      </Modal>
      <Modal opened={asked} onClose={ask.close} title={t('playbooks.retire')}>
        <p>{t('playbooks.retireAsk', { title })}</p>
        {retire.error ? <ProblemNotice problem={retire.error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={ask.close}>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={retire.isPending} onClick={goodbye}>
            {t('playbooks.retire')}
          </Button>
        </Group>
      </Modal>
    </article>
  );
}

/** An owner's playbooks in words, to be tried out, and to be signed by whoever may. */
export function Playbooks({ owner, heading = 'h2' }: { owner: Owner; heading?: Heading }) {
  const { t } = useTranslation();
  const list = usePlaybooks(owner);
  const [opened, dialog] = useDisclosure();
  return (
    <Loaded query={list}>
      {({ items, maySign }) => (
        <>
          {maySign ? (
            <Group justify="flex-end" mb="sm">
              <Button leftSection={<IconPlus size={16} />} onClick={dialog.open}>
                {t('playbooks.add')}
              </Button>
            </Group>
          ) : null}
          {items.length === 0 ? (
            <Empty icon={IconRoute} title={t('playbooks.none')}>
              {t('playbooks.noneDetail')}
            </Empty>
          ) : (
            items.map((listed) => <Card key={listed.name} listed={listed} maySign={maySign} heading={heading} />)
          )}
          <Modal opened={opened} onClose={dialog.close} title={t('playbooks.add')} size="xl">
            <Workbench owner={owner} present={null} maySign onDone={dialog.close} />
          </Modal>
        </>
      )}
    </Loaded>
  );
}
