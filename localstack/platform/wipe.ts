import { rmSync } from 'node:fs';
import path from 'node:path';
import { postgresDataFolders } from './postgres-server.ts';

const STATE = ['aws', 'opensearch', 'tmp', 'deployment', 'edge', 'logs', 'run.json', 'seed.json'];

/** Removes the state of a home; what bootstrap installed stays. */
export const wipe = (home: string): void => {
  const folders = [...STATE.map((name) => path.join(home, name)), ...postgresDataFolders(home)];
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
};
