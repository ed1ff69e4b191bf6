// npm test: sets up what is missing, then runs every test under Node 24.

import { handOver } from './bootstrap/handover.mjs';
import { bootstrap } from './bootstrap.mjs';

await bootstrap('platform');
handOver('localstack/test.ts', process.argv.slice(2));
