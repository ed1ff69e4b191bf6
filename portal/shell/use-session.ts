'use client';
import { useSyncExternalStore } from 'react';
import { currentSession, onSessionChange, type Session } from '../api/session.ts';

/** The session of this tab; `unknown` while the page of the export comes to life. */
export const useSession = (): Session | undefined | 'unknown' =>
  useSyncExternalStore<Session | undefined | 'unknown'>(onSessionChange, currentSession, () => 'unknown');
