/** A terminal's Ctrl-C arrives more than once: from the terminal, from npm, from the launcher. */
const SAME_REQUEST_MS = 1_000;

/** `asked`: stop cleanly. `hurry`: asked again; don't wait for what is in flight. */
export const requestsToStop = (): { readonly asked: AbortSignal; readonly hurry: AbortSignal } => {
  const [asked, hurry] = [new AbortController(), new AbortController()];
  let askedAt = 0;
  const onSignal = (): void => {
    if (askedAt !== 0 && Date.now() - askedAt > SAME_REQUEST_MS) hurry.abort();
    askedAt ||= Date.now();
    asked.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  return { asked: asked.signal, hurry: hurry.signal };
};
