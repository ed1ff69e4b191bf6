// npm run -s soc -- COMMAND: the command line under Node 24; needs npm packages only.

import { handOver } from './bootstrap/handover.mjs';
import { bootstrap } from './bootstrap.mjs';

await bootstrap('packages');
handOver('bin/soc.ts', process.argv.slice(2));
