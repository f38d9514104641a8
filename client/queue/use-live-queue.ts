import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { answer, api } from '../api/client.js';
import { problemOf } from '../api/problem.js';
import { type QueueMessage, useLive } from '../live/socket.js';
import { inOrder, NO_ROWS, nextRows, type Rows, type RowsAction, type Sort } from './rows.js';

export type Filters = Record<string, string | boolean>;

const LIMIT = 50;

const actionOf = (message: QueueMessage): RowsAction => {
  if (message.event === 'ticket:removed') return { type: 'left', id: message.id, seq: message.seq };
  const type = message.event === 'ticket:created' ? 'entered' : 'changed';
  return { type, ticket: message.ticket, seq: message.seq };
};

/** A view of tickets that stays true: read once, then told of every change, resumed after a lost connection. */
export function useLiveQueue(filters: Filters, sort: Sort, own: boolean) {
  const { socket, state } = useLive();
  const order = useMemo(() => inOrder(sort, own), [sort, own]);
  const [rows, act] = useReducer((rows: Rows, action: RowsAction) => nextRows(rows, action, order), NO_ROWS);
  const [error, setError] = useState<unknown>(null);
  const view = useMemo(() => ({ ...filters, sort, limit: LIMIT }), [filters, sort]);
  const seq = useRef(0);
  seq.current = rows.seq;

  const read = useCallback(async () => {
    try {
      const page = await answer(api.GET('/tickets', { params: { query: view } }));
      act({ type: 'snapshot', ...page, seq: 0 });
      setError(null);
    } catch (thrown) {
      setError(thrown);
    }
  }, [view]);

  useEffect(() => {
    let current = true;
    let begun = false;
    const subscribe = () => {
      const resumed = begun && seq.current > 0;
      begun = true;
      if (!resumed) {
        socket.emit('queue:subscribe', view, (reply) => {
          if (!current) return;
          if ('problem' in reply) return setError(problemOf(Number(reply.problem.status ?? 400), reply.problem));
          setError(null);
          act({ type: 'snapshot', ...reply });
        });
        return;
      }
      socket.emit('queue:resume', { ...view, since: seq.current }, (reply) => {
        if (!current) return;
        if ('problem' in reply) setError(problemOf(Number(reply.problem.status ?? 400), reply.problem));
        else if ('items' in reply) act({ type: 'snapshot', ...reply });
        else for (const message of reply.messages) act(actionOf(message));
      });
    };
    const onCreated = (message: Parameters<typeof onUpdated>[0]) =>
      act(actionOf({ event: 'ticket:created', ...message }));
    const onUpdated = (message: { seq: number; ticket: Rows['items'][number] }) =>
      act(actionOf({ event: 'ticket:updated', ...message }));
    const onRemoved = (message: { seq: number; id: string }) => act(actionOf({ event: 'ticket:removed', ...message }));
    const onError = () => void (begun ? undefined : read());
    act({ type: 'reset' });
    socket.on('connect', subscribe).on('connect_error', onError);
    socket.on('ticket:created', onCreated).on('ticket:updated', onUpdated).on('ticket:removed', onRemoved);
    if (socket.connected) subscribe();
    return () => {
      current = false;
      socket.off('connect', subscribe).off('connect_error', onError);
      socket.off('ticket:created', onCreated).off('ticket:updated', onUpdated).off('ticket:removed', onRemoved);
    };
  }, [socket, view, read]);

  const more = useCallback(async () => {
    if (!rows.nextCursor) return;
    const page = await answer(api.GET('/tickets', { params: { query: { ...view, cursor: rows.nextCursor } } }));
    act({ type: 'more', ...page });
  }, [rows.nextCursor, view]);

  return { rows, act, error, more, read, state };
}
