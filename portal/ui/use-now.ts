'use client';
import { useSyncExternalStore } from 'react';

let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const listener of listeners) listener();
  }, 1_000);
  return () => {
    listeners.delete(tell);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
};

const snapshot = (): number => {
  if (now === 0) now = Date.now();
  return now;
};

/** Milliseconds since 1970, once a second; one clock for the page. */
export const useNow = (): number => useSyncExternalStore(subscribe, snapshot, () => 0);
