import { ActionIcon, Button, Select, TextInput, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowUp, IconSearch, IconX } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useKeys } from '../shared/keys.js';
import { ProblemNotice } from '../shared/notice.js';
import { useTitle } from '../shared/page.js';
import { TicketPane } from '../ticket/pane.js';
import { ViewActions } from '../views/head.js';
import { TicketList } from './list.js';
import { QueueLoad } from './load.js';
import css from './queue.module.css';
import { SORTS, type Sort, sortOf } from './rows.js';
import { SelectionBar } from './selection.js';
import { useFound } from './use-found.js';
import { type Filters, useLiveQueue } from './use-live-queue.js';
import { useView } from './views.js';

/** What is looked at, as a view keeps it. */
const queryOf = (filters: Filters, sort: Sort, q: string): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, String(value)])),
  ...(sort === 'due' ? {} : { sort }),
  ...(q ? { q } : {}),
});

function SearchBox({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const { t } = useTranslation();
  const [words, setWords] = useState(q);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => setWords(q), [q]);
  useKeys({ '/': () => input.current?.focus() });
  return (
    <search className={css.searchBox}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(words.trim());
        }}
      >
        <TextInput
          ref={input}
          size="xs"
          aria-label={t('queue.search')}
          placeholder={t('queue.search')}
          leftSection={<IconSearch size={14} />}
          rightSection={
            q ? (
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t('queue.clearSearch')}
                onClick={() => onSearch('')}
              >
                <IconX size={14} />
              </ActionIcon>
            ) : null
          }
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
      </form>
    </search>
  );
}

/** The live queue, and beside it the ticket that is open. */
export function Component() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id: openId } = useParams();
  const [search, setSearch] = useSearchParams();
  const view = search.get('view') ?? 'all';
  const looked = useView(view);
  const { filters, title, saved } = looked;
  const sort = sortOf(search.get('sort')) ?? looked.sort ?? 'due';
  const q = search.get('q') ?? looked.q;
  const query = search.size > 0 ? `?${search}` : '';
  const present = useMemo(() => queryOf(filters, sort, q), [filters, sort, q]);
  const { rows, act, error, more, read } = useLiveQueue(filters, sort, true);
  const found = useFound(filters, sort, q);
  const beside = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState<string | null>(null);
  useTitle(openId ? undefined : title);
  useEffect(() => setCursor(null), [openId]);

  const items = useMemo(
    () => (q ? (found.data?.pages.flatMap((page) => page.items) ?? []) : rows.items),
    [q, found.data, rows.items],
  );
  const set = useCallback(
    (name: string, value: string) =>
      setSearch((before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      }),
    [setSearch],
  );
  const open = useCallback((id: string | number) => void navigate(`/tickets/${id}${query}`), [navigate, query]);
  const close = useCallback(() => void navigate(`/${query}`), [navigate, query]);
  const openRow = items.find((item) => item.id === openId || String(item.number) === openId);
  const at = items.findIndex((item) => item.id === (cursor ?? openRow?.id));
  const move = (step: number) => {
    const next = items[at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + step))];
    if (!next) return;
    setCursor(next.id);
    if (openId && beside) open(next.number);
  };
  const toggle = useCallback(
    (id: string) =>
      setSelected((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    [],
  );
  const current = items[at];
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    Enter: current ? () => open(current.number) : undefined,
    x: current ? () => toggle(current.id) : undefined,
    Escape: openId ? close : undefined,
  });
  const showList = beside || !openId;
  return (
    <div className={css.split} data-open={openId ? true : undefined}>
      {showList ? (
        <section className={css.listSide} aria-label={title}>
          <header className={css.listHead}>
            <h1>{q ? t('queue.found', { words: q }) : title}</h1>
            <SearchBox q={q} onSearch={(words) => set('q', words)} />
            <Select
              size="xs"
              w={124}
              aria-label={t('queue.sort.label')}
              data={SORTS.map((value) => ({ value, label: t(`queue.sort.${value}`) }))}
              value={sort}
              onChange={(value) => set('sort', value === (looked.sort ?? 'due') ? '' : (value ?? ''))}
            />
            <ViewActions saved={saved} query={present} />
          </header>
          {view.startsWith('queue:') ? <QueueLoad queue={view.slice('queue:'.length)} /> : null}
          {rows.waiting.length > 0 && !q ? (
            <Tooltip label={t('queue.waitingWhy')}>
              <Button
                size="compact-sm"
                className={css.waiting}
                leftSection={<IconArrowUp size={14} />}
                onClick={() => act({ type: 'let-in' })}
              >
                {t('queue.waiting', { count: rows.waiting.length })}
              </Button>
            </Tooltip>
          ) : null}
          {error || found.error ? (
            <div className={css.problem}>
              <ProblemNotice problem={error ?? found.error} retry={() => void (q ? found.refetch() : read())} />
            </div>
          ) : null}
          <TicketList
            items={items}
            rows={rows}
            ready={q ? !found.isPending : rows.ready}
            openId={openRow?.id ?? null}
            cursor={current?.id ?? null}
            selected={selected}
            query={query}
            onToggle={toggle}
            onHold={(held) => act({ type: 'hold', held })}
            onEnd={() => void (q ? found.hasNextPage && found.fetchNextPage() : more())}
            searched={q !== ''}
          />
          <SelectionBar items={items.filter((item) => selected.has(item.id))} onClear={() => setSelected(new Set())} />
        </section>
      ) : null}
      {openId ? <TicketPane key={openId} id={openId} onClose={close} /> : null}
    </div>
  );
}
