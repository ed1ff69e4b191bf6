import './jitless.ts';
import { z } from 'zod';
import { refresh, revoke, type Tokens } from './cognito.ts';
import { ApiFailure, isStatus } from './failure.ts';

const Session = z.object({
  username: z.string(),
  idToken: z.string(),
  refreshToken: z.string().optional(),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
});
export type Session = z.infer<typeof Session>;

const KEY = 'watchkeep.session';
/** Tokens are renewed this long before they expire. */
const AHEAD_MS = 2 * 60_000;

const stored = (): Session | undefined => {
  try {
    return Session.safeParse(JSON.parse(sessionStorage.getItem(KEY) ?? 'null')).data;
  } catch {
    return undefined;
  }
};

let current: Session | undefined | 'unread' = 'unread';
const listeners = new Set<() => void>();

/** The session of this tab; it ends with the tab. */
export const currentSession = (): Session | undefined => {
  if (current === 'unread') current = stored();
  return current;
};

const set = (session: Session | undefined): void => {
  current = session;
  if (session) sessionStorage.setItem(KEY, JSON.stringify(session));
  else sessionStorage.clear();
  for (const tell of listeners) tell();
};

export const onSessionChange = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

export const begin = (username: string, tokens: Tokens, refreshToken?: string): void =>
  set({
    username,
    idToken: tokens.IdToken,
    refreshToken: tokens.RefreshToken ?? refreshToken,
    expiresAt: Date.now() + tokens.ExpiresIn * 1_000,
  });

/** Ends the session here at once and its refresh token wherever Cognito answers. */
export const end = async (): Promise<void> => {
  const token = currentSession()?.refreshToken;
  set(undefined);
  if (token) await revoke(token).catch(() => {});
};

let renewing: Promise<void> | undefined;

const renew = async ({ username, refreshToken }: Session): Promise<void> => {
  if (!refreshToken) {
    set(undefined);
    return;
  }
  try {
    begin(username, await refresh(refreshToken), refreshToken);
  } catch (error) {
    if (isStatus(error, 400) || isStatus(error, 401)) set(undefined);
    else throw error;
  }
};

/** Renews the tokens once, however many ask. */
export const renewSession = async (): Promise<void> => {
  const session = currentSession();
  if (!session) return;
  renewing ??= renew(session).finally(() => {
    renewing = undefined;
  });
  await renewing;
};

/**
 * A token that is good for the next request.
 * @throws ApiFailure 401 where nobody is signed in
 */
export const idToken = async (): Promise<string> => {
  const session = currentSession();
  if (session && session.expiresAt - Date.now() < AHEAD_MS) await renewSession();
  const fresh = currentSession();
  if (!fresh) throw new ApiFailure(401, 'Your session has ended: sign in again.');
  return fresh.idToken;
};
