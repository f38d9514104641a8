import type { TablerIcon } from '@tabler/icons-react';
import { IconBookmark, IconBookmarks } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePinnedViews } from './queries.js';

type Item = ComponentType<{
  to: string;
  icon: TablerIcon;
  active: boolean;
  count?: string | undefined;
  children: ReactNode;
}>;

/** The pinned views with how many tickets each has, and the way to all of them. */
export function PinnedViews({ item: Entry, view, onViews }: { item: Item; view: string | null; onViews: boolean }) {
  const { t } = useTranslation();
  const pinned = usePinnedViews().data ?? [];
  return (
    <>
      {pinned.map(({ id, name, count }) => (
        <Entry
          key={id}
          to={`/?view=saved:${id}`}
          icon={IconBookmark}
          active={view === `saved:${id}`}
          count={count ? `${count.count}${count.more ? '+' : ''}` : undefined}
        >
          {name}
        </Entry>
      ))}
      <Entry to="/views" icon={IconBookmarks} active={onViews}>
        {t('views.all')}
      </Entry>
    </>
  );
}
