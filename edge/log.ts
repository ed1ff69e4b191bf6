/** Where the edge tells its operator what happened; never given a line's content or a token. */
export type Log = (level: 'info' | 'warn', message: string, details?: Readonly<Record<string, unknown>>) => void;
