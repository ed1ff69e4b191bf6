import { Command, CommanderError } from 'commander';
import { commands } from './soc/commands.ts';

/** The command line. Exit 0: fine; 1: a finding; 2: wrong usage. JSON on stdout, logs on stderr. */
const program = new Command('soc')
  .description('Watchkeep: a security operations centre, from the command line')
  .exitOverride()
  .showHelpAfterError('(soc --help lists the commands)');

const wanted = process.argv[2] ?? '';
const known = commands[wanted];
const loaders = known ? [known] : Object.values(commands);
for (const load of loaders) (await load()).register(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.stderr.write(`soc: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}
