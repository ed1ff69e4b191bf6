import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { executiveJson } from './executive.ts';

writeFileSync(join(import.meta.dirname, 'dashboards', 'executive.json'), executiveJson());
