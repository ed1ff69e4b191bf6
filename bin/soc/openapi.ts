import type { Command } from 'commander';
import { openApiDocument } from '../../domain/serve/openapi.ts';

/** `soc openapi`: the contract of the API, for generators of clients and for reviews. */
export const register = (program: Command): void => {
  program
    .command('openapi')
    .description('print the OpenAPI 3.1 document of the API')
    .option('--json', 'on one line')
    .action((options: { json?: boolean }) => {
      process.stdout.write(`${JSON.stringify(openApiDocument(), null, options.json ? undefined : 2)}\n`);
    });
};
