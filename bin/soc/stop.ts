import type { Command } from 'commander';
import { defaultHome } from '../../localstack/platform/folders.ts';
import { type Stopped, stopRun } from '../../localstack/stop.ts';
import { print } from './output.ts';

const sentenceOf = (stopped: Stopped): string => {
  switch (stopped.kind) {
    case 'nothing ran':
      return 'Nothing runs here.';
    case 'stopped':
      return 'Stopped; the state is kept.';
    case 'ended leftovers':
      return `Ended what a killed run had left: ${stopped.parts.join(', ')}.`;
    case 'still running':
      return `Process ${stopped.supervisor} still runs after two minutes: see start.log in its home.`;
    default: {
      const never: never = stopped;
      return never;
    }
  }
};

export const register = (program: Command): void => {
  program
    .command('stop')
    .description('stop what npm start runs, in the background or in another terminal; the state is kept')
    .option('--json', 'one JSON object on stdout')
    .action(async (options: { readonly json?: boolean }) => {
      const stopped = await stopRun(defaultHome(), 120_000);
      print(options, stopped, () => [sentenceOf(stopped)]);
      process.exitCode = stopped.kind === 'still running' ? 1 : 0;
    });
};
