// npm start: sets up what is missing, then starts the local platform under Node 24.

import { handOver } from './bootstrap/handover.mjs';
import { bootstrap } from './bootstrap.mjs';

await bootstrap('platform');
handOver('localstack/start.ts', process.argv.slice(2));
