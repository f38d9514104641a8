import { Anchor, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ProblemNotice } from './notice.js';
import css from './shared.module.css';
import table from './table.module.css';

/** Names the browser's tab after what is on the page. */
export function useTitle(title: string | undefined) {
  useEffect(() => {
    document.title = title ? `${title} · Tandem Desk` : 'Tandem Desk';
  }, [title]);
}

/** The head of a page: its name, a sentence, what can be done. */
export function PageHeader({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  useTitle(title);
  return (
    <header className={css.pageHeader}>
      <div className={css.pageTitle}>
        <h1>{title}</h1>
        {children ? <p>{children}</p> : null}
      </div>
      {actions}
    </header>
  );
}

/** The first thing that keys come to: the way past what is on every page, to what is on this one. */
export function SkipLink() {
  const { t } = useTranslation();
  return (
    <a href="#content" className={css.skip}>
      {t('common.skip')}
    </a>
  );
}

/** The frame of a page, as wide as what is read on it may become; the portal has margins of its own. */
export function Frame({
  width,
  inPortal = false,
  children,
}: {
  width: 'narrow' | 'middle' | 'wide';
  inPortal?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={css.frame} data-width={width} data-portal={inPortal || undefined}>
      {children}
    </div>
  );
}

/** The way back from one of something to all of them. */
export function WayBack({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Anchor component={Link} to={to} className={css.wayBack ?? ''}>
      <IconArrowLeft size={16} aria-hidden /> {children}
    </Anchor>
  );
}

const LINES = [46, 100, 92, 97, 88, 94, 81, 99, 86, 96, 90, 93];

/** The outline of what is still being read. */
export function Outline({ rows }: { rows: number }) {
  return (
    <div className={css.outline} aria-busy>
      {LINES.slice(0, rows).map((width) => (
        <Skeleton key={width} height={14} width={`${width}%`} />
      ))}
    </div>
  );
}

interface Loadable<T> {
  data: T | undefined;
  error: unknown;
  refetch: () => unknown;
}

/** Shows what was asked for, its outline while it loads, or why it did not come. */
export function Loaded<T>({
  query,
  rows = 4,
  children,
}: {
  query: Loadable<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ProblemNotice problem={query.error} retry={() => void query.refetch()} />;
  return <Outline rows={rows} />;
}

/** Pairs of a name and what it is. */
export function Facts({ items }: { items: readonly (readonly [string, ReactNode] | null | false)[] }) {
  return (
    <dl className={css.facts}>
      {items.map((item) =>
        item ? (
          <div key={item[0]} style={{ display: 'contents' }}>
            <dt>{item[0]}</dt>
            <dd>{item[1]}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

/** A state as a dot and a word. */
export function StateMark({
  tone,
  children,
}: {
  tone: 'good' | 'warn' | 'bad' | 'info' | 'hollow' | 'none';
  children: ReactNode;
}) {
  return (
    <span className={css.state} data-tone={tone}>
      {children}
    </span>
  );
}

/** A table in its frame; where the screen is narrow it is moved sideways, also by keys. */
export function Table({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className={table.tableWrap} aria-label={label} tabIndex={0}>
      <table className={table.table}>{children}</table>
    </section>
  );
}
