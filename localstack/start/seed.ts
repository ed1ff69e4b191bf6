import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Endpoints } from '../platform/endpoints.ts';
import { clone } from '../platform/folders.ts';
import { Seeded } from '../run-file.ts';
import type { Outputs } from './deployment.ts';

export type SeedContext = {
  readonly endpoints: Endpoints;
  readonly outputs: Outputs;
  readonly log: (line: string) => void;
};

/** The module `localstack/seed/index.ts` puts the demo tenants and logins in place; idempotent. */
type SeedModule = { readonly seedPlatform: (context: SeedContext) => Promise<unknown> };

const isSeedModule = (module: unknown): module is SeedModule =>
  typeof module === 'object' &&
  module !== null &&
  'seedPlatform' in module &&
  typeof module.seedPlatform === 'function';

export const seed = async (context: SeedContext): Promise<Seeded> => {
  const file = path.join(clone, 'localstack', 'seed', 'index.ts');
  if (!existsSync(file)) {
    context.log('no seed: localstack/seed/index.ts is missing');
    return { tenants: [], logins: [] };
  }
  const module: unknown = await import(pathToFileURL(file).href);
  if (!isSeedModule(module)) throw new Error('localstack/seed/index.ts does not export seedPlatform');
  return Seeded.parse(await module.seedPlatform(context));
};
