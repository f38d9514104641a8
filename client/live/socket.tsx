import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { io, type Socket } from 'socket.io-client';
import type { Approval, Target, Ticket, TimelineEntry } from '../api/types.js';

/** What the server tells of a view of tickets; see the live part of the API's contract. */
export type QueueMessage =
  | { event: 'ticket:created' | 'ticket:updated'; seq: number; ticket: Ticket }
  | { event: 'ticket:removed'; seq: number; id: string };

type Snapshot = { items: Ticket[]; nextCursor: string | null; seq: number };
type Refused = { problem: Record<string, unknown> };
export type Presence = { id: string; people: { id: string; name: string; typing: boolean }[] };

type Outage = { id: string; title: string };
interface ServerEvents {
  'ticket:created': (message: { seq: number; ticket: Ticket }) => void;
  'ticket:updated': (message: { seq: number; ticket: Ticket }) => void;
  'ticket:removed': (message: { seq: number; id: string }) => void;
  'ticket:event': (message: { seq: number; id: string; entry: TimelineEntry }) => void;
  'ticket:presence': (message: Presence) => void;
  'sla:due-soon': (message: { seq: number; ticket: { id: string; number: number }; target: Target }) => void;
  'sla:breached': (message: { seq: number; ticket: { id: string; number: number }; target: Target }) => void;
  'approval:asked': (message: { seq: number; approval: Approval }) => void;
  'approval:answered': (message: { seq: number; approval: Approval }) => void;
  'approval:ended': (message: { seq: number; approval: Approval }) => void;
  'outage:started': (message: { seq: number; outage: Outage }) => void;
  'outage:updated': (message: { seq: number; outage: Outage }) => void;
  'outage:ended': (message: { seq: number; outage: Outage }) => void;
}
type Filters = Record<string, string | number | boolean>;
interface ClientEvents {
  'queue:subscribe': (view: Filters, ack: (answer: Snapshot | Refused) => void) => void;
  'queue:resume': (
    view: Filters,
    ack: (answer: (Snapshot & { snapshot: true }) | { seq: number; messages: QueueMessage[] } | Refused) => void,
  ) => void;
  'ticket:watch': (view: { id: string }, ack: (answer: { ticket: Ticket } | Refused) => void) => void;
  'ticket:unwatch': (view: Record<string, never>, ack: () => void) => void;
  'ticket:typing': (view: { id: string; typing: boolean }, ack: () => void) => void;
}
export type Live = Socket<ServerEvents, ClientEvents>;
export type LiveState = 'connecting' | 'live' | 'offline';

const LiveContext = createContext<{ socket: Live; state: LiveState } | null>(null);

/** Keeps one connection for all that is live on the page. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [socket] = useState<Live>(() =>
    io({ withCredentials: true, autoConnect: false, transports: ['websocket', 'polling'] }),
  );
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => {
    const outages = () => void queries.invalidateQueries({ queryKey: ['outages'] });
    socket.on('connect', () => setState('live'));
    socket.on('disconnect', () => setState('offline'));
    socket.on('connect_error', () => setState('offline'));
    socket.on('outage:started', outages).on('outage:updated', outages).on('outage:ended', outages);
    const approvals = () => void queries.invalidateQueries({ queryKey: ['approvals'] });
    socket.on('approval:asked', approvals).on('approval:answered', approvals).on('approval:ended', approvals);
    socket.connect();
    return () => {
      socket.removeAllListeners();
      socket.disconnect();
    };
  }, [socket, queries]);
  return <LiveContext value={{ socket, state }}>{children}</LiveContext>;
}

/** The live connection, and whether it stands. */
export function useLive() {
  const live = useContext(LiveContext);
  if (!live) throw new Error('There is no live connection on this page');
  return live;
}
