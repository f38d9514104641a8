import { useElementSize } from '@mantine/hooks';
import { IconInbox, IconSearchOff } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../api/types.js';
import { Empty } from '../shared/notice.js';
import { Outline } from '../shared/page.js';
import css from './queue.module.css';
import { Row } from './row.js';
import type { Rows } from './rows.js';

const WIDE = 900;
const ROW = { wide: 40, narrow: 58 };

interface Props {
  items: readonly Ticket[];
  rows: Rows;
  ready: boolean;
  openId: string | null;
  cursor: string | null;
  selected: ReadonlySet<string>;
  query: string;
  searched: boolean;
  onToggle: (id: string) => void;
  onHold: (held: boolean) => void;
  onEnd: () => void;
}

/** The rows of a view. Only those in sight are drawn; nothing moves while the pointer is over them. */
export function TicketList({
  items,
  rows,
  ready,
  openId,
  cursor,
  selected,
  query,
  searched,
  onToggle,
  onHold,
  onEnd,
}: Props) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref, width } = useElementSize();
  const wide = width >= WIDE;
  const size = wide ? ROW.wide : ROW.narrow;
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 8,
  });
  useEffect(() => virtual.measure(), [virtual, size]);
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const end = useRef(onEnd);
  end.current = onEnd;
  useEffect(() => {
    if (items.length > 0 && last >= items.length - 5) end.current();
  }, [last, items.length]);
  const at = items.findIndex((item) => item.id === cursor);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);

  return (
    <div
      ref={scroller}
      className={css.scroller}
      onPointerEnter={() => onHold(true)}
      onPointerLeave={() => onHold(false)}
    >
      <div ref={ref}>
        {ready ? null : (
          <div className={css.loading}>
            <Outline rows={12} />
          </div>
        )}
        {ready && items.length === 0 ? (
          <Empty icon={searched ? IconSearchOff : IconInbox} title={t(searched ? 'queue.notFound' : 'queue.empty')}>
            {t(searched ? 'queue.notFoundDetail' : 'queue.emptyDetail')}
          </Empty>
        ) : null}
        <ul className={css.rows} style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const ticket = items[index];
            if (!ticket) return null;
            return (
              <li
                key={ticket.id}
                className={css.place}
                style={{ height: size, transform: `translateY(${start}px)` }}
                aria-setsize={items.length}
                aria-posinset={index + 1}
              >
                <Row
                  ticket={ticket}
                  wide={wide}
                  open={ticket.id === openId}
                  current={ticket.id === cursor}
                  selected={selected.has(ticket.id)}
                  gone={rows.gone.has(ticket.id)}
                  changes={rows.changes[ticket.id] ?? 0}
                  to={`/tickets/${ticket.number}${query}`}
                  onToggle={onToggle}
                />
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
