import { useEffect, useRef } from 'react';

/** What each key does: one character ("j"), a name ("Enter"), or two in a row ("g q"). */
export type Keys = Record<string, (() => void) | undefined>;

const WITHIN_MS = 900;
/** The key that begins two in a row. Every other one stands by itself, also where it does nothing. */
const LEAD = 'g';

const isWritten = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) ||
    target.closest('[role="dialog"],[role="menu"],[role="listbox"]') !== null);

/** Listens for keys on the whole page, except where somebody writes or chooses. */
export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    let first: { key: string; at: number } | null = null;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isWritten(event.target)) return;
      if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.closest('a,button')) return;
      const pair = first && event.timeStamp - first.at < WITHIN_MS ? `${first.key} ${event.key}` : null;
      const act = (pair ? current.current[pair] : undefined) ?? (pair ? undefined : current.current[event.key]);
      first = !act && event.key === LEAD ? { key: event.key, at: event.timeStamp } : null;
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
