import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the clone. */
export const clone = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Where state, logs and installed tools live: `WATCHKEEP_HOME` or `.watchkeep` in the clone. */
export const home = () => path.resolve(process.env.WATCHKEEP_HOME || path.join(clone, '.watchkeep'));

/** What bootstrap installs; shared by every platform that this clone starts. */
export const tools = () => path.resolve(process.env.WATCHKEEP_TOOLS || path.join(home(), 'tools'));

/** Node 24 from npm: the TypeScript sources run on it directly. */
export const node24 = path.join(clone, 'node_modules', '.bin', 'node');
