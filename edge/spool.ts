import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Envelope } from '../domain/model/envelope.ts';

/** Files of envelopes that a stop could not send; sent at the next start. */
export type Spool = {
  /** Keeps the envelopes on disk; durable when it returns. */
  write(envelopes: readonly Envelope[]): void;
  /** The oldest file first; `done` deletes it, once the stream has taken its lines. */
  read(): readonly { readonly envelopes: readonly Envelope[]; readonly done: () => void }[];
};

const SUFFIX = '.ndjson';

const parse = (line: string): Envelope | undefined => {
  try {
    return Envelope.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
};

/** `name`: of the file to write, unique to the process and rising in time. */
export const createSpool = (directory: string, name: string): Spool => {
  let files = 0;

  const write = (envelopes: readonly Envelope[]): void => {
    if (envelopes.length === 0) return;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const path = join(directory, `${name}-${String(files++).padStart(4, '0')}${SUFFIX}`);
    const file = openSync(`${path}.part`, 'w', 0o600);
    for (const envelope of envelopes) writeSync(file, `${JSON.stringify(envelope)}\n`);
    fsyncSync(file);
    closeSync(file);
    renameSync(`${path}.part`, path);
  };

  const read = () => {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return readdirSync(directory)
      .filter((entry) => entry.endsWith(SUFFIX))
      .sort()
      .map((entry) => {
        const path = join(directory, entry);
        const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
        const envelopes = lines.flatMap((line) => parse(line) ?? []);
        // What cannot be read is kept for a person, never deleted.
        const done = () => (envelopes.length === lines.length ? rmSync(path) : renameSync(path, `${path}.unreadable`));
        return { envelopes, done };
      });
  };

  return { write, read };
};
