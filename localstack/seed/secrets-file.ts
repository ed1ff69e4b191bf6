import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** What the stores keep only as hashes: passwords by user name, ingest tokens by tenant. */
export const SeedSecrets = z.object({
  passwords: z.record(z.string(), z.string()),
  ingestTokens: z.record(z.string(), z.string()),
});
export type SeedSecrets = z.infer<typeof SeedSecrets>;

const fileOf = (home: string): string => path.join(home, 'seed.json');

/** The secrets of this installation; none where it was not seeded yet. */
export const readSeedSecrets = (home: string): SeedSecrets =>
  existsSync(fileOf(home))
    ? SeedSecrets.parse(JSON.parse(readFileSync(fileOf(home), 'utf8')))
    : { passwords: {}, ingestTokens: {} };

/** Readable by its owner only. */
export const writeSeedSecrets = (home: string, secrets: SeedSecrets): void => {
  mkdirSync(home, { recursive: true });
  const unfinished = `${fileOf(home)}.new`;
  writeFileSync(unfinished, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, fileOf(home));
};
