import { Button, Modal, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconListSearch, IconPlus, IconSearch, IconUsersGroup } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useParams } from 'react-router';
import type { Noun } from '../api/types.js';
import { useCan } from '../session/session.js';
import { Empty } from '../shared/notice.js';
import { Loaded, PageHeader, Table } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import { Editor } from './editor.js';
import { NOUNS, type NounView, nounOf } from './nouns.js';
import css from './parties.module.css';
import { useNounList } from './queries.js';
import { usePartiesBase } from './reader.js';
import { FieldValue, useFieldName } from './value.js';

/** The name a thing goes by. */
export const titleOf = (item: Noun): string =>
  item.name ?? (typeof item.title === 'string' ? item.title : null) ?? item.id;

const matches = (item: Noun, words: string) => JSON.stringify(item).toLowerCase().includes(words.toLowerCase());

function Items({ noun, items }: { noun: NounView; items: readonly Noun[] }) {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const base = usePartiesBase();
  const named = items.some((item) => titleOf(item) !== item.id);
  return (
    <Table label={t(`parties.noun.${noun.path}`)}>
      <thead>
        <tr>
          {named ? <th>{t('common.name')}</th> : null}
          <th>{t('parties.id')}</th>
          {noun.columns.map((column) => (
            <th key={column}>{fieldName(column)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const to = `${base}/${noun.path}/${encodeURIComponent(item.id)}`;
          return (
            <tr key={item.id}>
              {named ? (
                <td>
                  <Link to={to}>{titleOf(item)}</Link>
                </td>
              ) : null}
              <td className={shared.dim}>{named ? item.id : <Link to={to}>{item.id}</Link>}</td>
              {noun.columns.map((column) => (
                <td key={column}>
                  <FieldValue name={column} value={item[column]} />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

/** Everything of a noun, to find, to add to and to open. */
export function NounList({ noun }: { noun: NounView }) {
  const { t } = useTranslation();
  const list = useNounList(noun.path);
  const mayManage = useCan(noun.manage);
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words.trim());
  const [opened, add] = useDisclosure();
  const name = t(`parties.noun.${noun.path}`);
  return (
    <section>
      <PageHeader
        title={name}
        actions={
          <>
            <TextInput
              aria-label={t('parties.find')}
              placeholder={t('parties.find')}
              leftSection={<IconSearch size={15} />}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
            {mayManage ? (
              <Button leftSection={<IconPlus size={16} />} onClick={add.open}>
                {t('parties.add')}
              </Button>
            ) : null}
          </>
        }
      />
      <Loaded query={list} rows={8}>
        {(items) => {
          const found = wanted ? items.filter((item) => matches(item, wanted)) : items;
          if (items.length === 0) {
            return (
              <Empty icon={IconUsersGroup} title={t('parties.none')}>
                {t('parties.noneDetail')}
              </Empty>
            );
          }
          if (found.length === 0)
            return <Empty icon={IconListSearch} title={t('parties.noMatch', { words: wanted })} />;
          return <Items noun={noun} items={found} />;
        }}
      </Loaded>
      <Modal opened={opened} onClose={add.close} title={`${t('parties.add')} · ${name}`} size="lg">
        <Editor noun={noun} present={null} onDone={add.close} />
      </Modal>
    </section>
  );
}

/** The way to each noun, to changes of agreements and to the provider's playbooks. */
export function NounNav({ current }: { current: string }) {
  const { t } = useTranslation();
  const seesKeys = useCan('people:manage');
  const seesChanges = useCan('agreements:manage');
  const paths = NOUNS.map(({ path }) => path).filter((path) => path !== 'keys' || seesKeys);
  const after = paths.indexOf('calendars') + 1;
  const own = [...(seesChanges ? ['changes', 'lint'] : []), 'playbooks'];
  return (
    <nav className={css.nouns} aria-label={t('parties.title')}>
      {[...paths.slice(0, after), ...own, ...paths.slice(after)].map((path) => (
        <NavLink
          key={path}
          to={`/parties/${path}`}
          className={css.noun ?? ''}
          aria-current={path === current ? 'page' : undefined}
        >
          {t(`parties.noun.${path}`)}
        </NavLink>
      ))}
    </nav>
  );
}

/** Parties and agreements: a list for each noun. */
export function Component() {
  const noun = nounOf(useParams().noun);
  return (
    <div className={css.page}>
      <NounNav current={noun.path} />
      <NounList key={noun.path} noun={noun} />
    </div>
  );
}
