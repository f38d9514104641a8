import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from './page.js';

interface Paged<T> {
  data: { pages: readonly { items: readonly T[] }[] } | undefined;
  error: unknown;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** What a list has, page after page; while it is empty, what will be here. */
export function Pages<T>({
  query,
  rows,
  empty,
  children,
}: {
  query: Paged<T>;
  rows: number;
  empty: ReactNode;
  children: (items: readonly T[]) => ReactNode;
}) {
  const { t } = useTranslation();
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <Loaded query={{ data: items, error: query.error, refetch: query.refetch }} rows={rows}>
        {(all) => (all.length === 0 ? empty : children(all))}
      </Loaded>
      {query.hasNextPage ? (
        <Button
          variant="default"
          mt="md"
          fullWidth
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('common.more')}
        </Button>
      ) : null}
    </>
  );
}
