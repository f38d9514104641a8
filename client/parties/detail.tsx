import { Button, Group, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import type { Noun } from '../api/types.js';
import { DealChange } from '../changes/deal.js';
import { OlderTickets } from '../changes/older.js';
import { Playbooks } from '../playbooks/list.js';
import { useCan } from '../session/session.js';
import { ProblemNotice } from '../shared/notice.js';
import { Facts, Frame, Loaded, PageHeader, WayBack } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import { ComingWeeks } from './coming.js';
import { Editor } from './editor.js';
import { FollowUpsShown } from './follow-ups.js';
import { titleOf } from './list.js';
import { type NounView, nounOf } from './nouns.js';
import { RotaOnCall } from './on-call.js';
import css from './parties.module.css';
import { useNoun, useNounList, useRemoveNoun } from './queries.js';
import { usePartiesBase } from './reader.js';
import { FieldValue, NOUN_OF, Targets, useFieldName, Week } from './value.js';

function Content({ noun, item }: { noun: NounView; item: Noun }) {
  const base = usePartiesBase();
  const fieldName = useFieldName();
  const shown = Object.entries(item).filter(([name]) => !['id', 'version', 'name', 'title'].includes(name));
  const shownAs = (name: string, value: unknown) => {
    const to = NOUN_OF[name];
    if (to && typeof value === 'string' && base === '/parties')
      return (
        <Link to={`${base}/${to}/${encodeURIComponent(value)}`}>
          <FieldValue name={name} value={value} />
        </Link>
      );
    if (name === 'targets' && Array.isArray(value)) return <Targets targets={value} />;
    if (name === 'followUps') return <FollowUpsShown value={value} />;
    if (name === 'hours' && noun.path === 'calendars') return <Week hours={value} />;
    return <FieldValue name={name} value={value} />;
  };
  return (
    <div className={`${shared.card} ${css.content}`}>
      <Facts items={shown.map(([name, value]) => [fieldName(name), shownAs(name, value)] as const)} />
    </div>
  );
}

function PartnerPlaybooks({ partner }: { partner: string }) {
  const { t } = useTranslation();
  return (
    <section className={css.part}>
      <h2>{t('parties.noun.playbooks')}</h2>
      <Playbooks owner={partner} heading="h3" />
    </section>
  );
}

function Open({ noun, item }: { noun: NounView; item: Noun }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayManage = useCan(noun.manage);
  const mayMove = useCan('agreements:manage');
  const [opened, edit] = useDisclosure();
  const remove = useRemoveNoun(noun.path);
  const revoked = item.revoked === true;
  return (
    <>
      <PageHeader
        title={titleOf(item)}
        actions={
          mayManage ? (
            <Group gap="xs">
              {noun.path === 'keys' && !revoked ? (
                <Button
                  variant="default"
                  loading={remove.isPending}
                  onClick={() => remove.mutate(item, { onSuccess: () => void navigate('/parties/keys') })}
                >
                  {t('parties.revoke')}
                </Button>
              ) : null}
              {noun.path === 'deals' && mayMove ? <DealChange deal={item} /> : null}
              {noun.change ? (
                <Button leftSection={<IconPencil size={16} />} onClick={edit.open}>
                  {t('parties.edit')}
                </Button>
              ) : null}
            </Group>
          ) : null
        }
      >
        {item.id} · {t('parties.version', { version: item.version })}
      </PageHeader>
      {remove.error ? <ProblemNotice problem={remove.error} /> : null}
      {(noun.path === 'policies' || noun.path === 'calendars') && mayMove ? (
        <OlderTickets scope={noun.path} id={item.id} version={item.version} />
      ) : null}
      <Content noun={noun} item={item} />
      {noun.path === 'rotas' ? <RotaOnCall rota={item} mayChange={mayManage} /> : null}
      {noun.path === 'calendars' ? <ComingWeeks calendar={item} mayChange={mayManage} /> : null}
      {noun.path === 'partners' ? <PartnerPlaybooks partner={item.id} /> : null}
      <Modal opened={opened} onClose={edit.close} title={`${t('parties.edit')} · ${titleOf(item)}`} size="xl">
        <Editor key={item.version} noun={noun} present={item} onDone={edit.close} />
      </Modal>
    </>
  );
}

function FromList({ noun, id }: { noun: NounView; id: string }) {
  const list = useNounList(noun.path);
  const item = list.data?.find((one) => one.id === id);
  return (
    <Loaded query={{ data: item, error: list.error, refetch: list.refetch }}>
      {(one) => <Open noun={noun} item={one} />}
    </Loaded>
  );
}

function FromServer({ noun, id }: { noun: NounView; id: string }) {
  return <Loaded query={useNoun(noun.path, id)}>{(one) => <Open noun={noun} item={one} />}</Loaded>;
}

/** One of a noun with the way back to all of them, to read and to edit. */
export function OpenNoun({ noun, id }: { noun: NounView; id: string }) {
  const { t } = useTranslation();
  const base = usePartiesBase();
  return (
    <>
      <WayBack to={`${base}/${noun.path}`}>{t(`parties.noun.${noun.path}`)}</WayBack>
      {noun.path === 'keys' ? <FromList noun={noun} id={id} /> : <FromServer noun={noun} id={id} />}
    </>
  );
}

/** One party or agreement. */
export function Component() {
  const { noun: path, id = '' } = useParams();
  return (
    <Frame width="middle">
      <OpenNoun noun={nounOf(path)} id={id} />
    </Frame>
  );
}
