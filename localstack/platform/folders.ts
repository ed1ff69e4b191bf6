import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the clone. */
export const clone = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Where state and logs live: `WATCHKEEP_HOME` or `.watchkeep` in the clone. */
export const defaultHome = (): string => path.resolve(process.env.WATCHKEEP_HOME || path.join(clone, '.watchkeep'));

/** What bootstrap installed (Python environment, OpenSearch): shared by every platform of the clone. */
export const toolsFolder = (): string => path.resolve(process.env.WATCHKEEP_TOOLS || path.join(defaultHome(), 'tools'));

export const node24 = path.join(clone, 'node_modules', '.bin', 'node');
