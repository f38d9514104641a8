import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Ticket } from '../api/types.js';
import { type Presence, useLive } from '../live/socket.js';

/** Keeps an open ticket true, and tells who else has it open. */
export function useWatch(ticket: Ticket | undefined, key: string): Presence['people'] {
  const { socket } = useLive();
  const queries = useQueryClient();
  const [people, setPeople] = useState<Presence['people']>([]);
  const id = ticket?.id;
  useEffect(() => {
    if (!id) return;
    const refresh = () => void queries.invalidateQueries({ queryKey: ['ticket', key] });
    const watch = () => socket.emit('ticket:watch', { id }, () => undefined);
    const onUpdated = (message: { ticket: Ticket }) => {
      if (message.ticket.id === id) refresh();
    };
    const onPresence = (presence: Presence) => {
      if (presence.id === id) setPeople(presence.people);
    };
    socket
      .on('connect', watch)
      .on('ticket:updated', onUpdated)
      .on('ticket:event', refresh)
      .on('ticket:presence', onPresence);
    if (socket.connected) watch();
    return () => {
      if (socket.connected) socket.emit('ticket:unwatch', {}, () => undefined);
      socket
        .off('connect', watch)
        .off('ticket:updated', onUpdated)
        .off('ticket:event', refresh)
        .off('ticket:presence', onPresence);
    };
  }, [id, key, socket, queries]);
  return people;
}

/** Lets the others who have the ticket open know that somebody writes. */
export function useTyping(id: string, typing: boolean): void {
  const { socket } = useLive();
  useEffect(() => {
    if (!typing) return;
    const say = (value: boolean) =>
      socket.connected && socket.emit('ticket:typing', { id, typing: value }, () => undefined);
    say(true);
    return () => {
      say(false);
    };
  }, [id, typing, socket]);
}
