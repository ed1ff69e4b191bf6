import { writeFileSync } from 'node:fs';
import { coverageFile, ownCoverage } from './own-coverage.ts';

writeFileSync(coverageFile, await ownCoverage());
