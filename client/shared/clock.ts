import { useSyncExternalStore } from 'react';

const SECOND = 1000;
let now = new Date();
let ahead = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick() {
  now = new Date(Date.now() + ahead);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(tick, SECOND);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** Tells the page what time the desk says that it is; the reader's own clock may be wrong. */
export function setDeskTime(instant: string): void {
  const difference = new Date(instant).getTime() - Date.now();
  ahead = Math.abs(difference) > 5 * SECOND ? difference : 0;
  tick();
}

/** The desk's time now, to the second; the component is drawn again as it passes. */
export const useNow = (): Date => useSyncExternalStore(subscribe, () => now);

const minute = () => Math.floor(now.getTime() / 60_000);

/** The desk's time for words that change by the minute at most. */
export function useMinute(): Date {
  return new Date(useSyncExternalStore(subscribe, minute) * 60_000);
}
