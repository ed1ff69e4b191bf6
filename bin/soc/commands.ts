import type { Command } from 'commander';

export type CommandModule = { readonly register: (program: Command) => void };

/** Every command, loaded only when it is called: `soc logtest` must not pay for the AWS SDK. */
export const commands: Readonly<Record<string, () => Promise<CommandModule>>> = {
  detect: () => import('./detect.ts'),
  'export-wazuh': () => import('./export-wazuh.ts'),
  hunt: () => import('./hunt.ts'),
  ingest: () => import('./ingest.ts'),
  bench: () => import('./bench.ts'),
  'import-sigma': () => import('./import-sigma.ts'),
  logtest: () => import('./logtest.ts'),
  openapi: () => import('./openapi.ts'),
  parser: () => import('./parser.ts'),
  rebuild: () => import('./rebuild.ts'),
  ruleset: () => import('./ruleset.ts'),
  simulate: () => import('./simulate.ts'),
  status: () => import('./status.ts'),
  stop: () => import('./stop.ts'),
  verify: () => import('./verify.ts'),
};
