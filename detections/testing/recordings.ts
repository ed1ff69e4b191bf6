import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const Recordings = z.array(
  z.strictObject({
    file: z.string(),
    source: z.string(),
    /** What the recording shows, as those say who made it. */
    techniques: z.array(z.string()).min(1),
    /** The rules that must fire on its lines. */
    rules: z.array(z.string()).min(1),
  }),
);
export type Recording = z.infer<typeof Recordings>[number];

const folder = path.join(import.meta.dirname, '../../test/fixtures/recorded');

export const readRecordings = (): readonly Recording[] =>
  Recordings.parse(parse(readFileSync(path.join(folder, 'recordings.yaml'), 'utf8')));

export const recordedLines = ({ file }: Recording): readonly string[] =>
  readFileSync(path.join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
