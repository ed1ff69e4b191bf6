import type { Command } from 'commander';

export type CommandModule = { readonly register: (program: Command) => void };

/** Every command, loaded only when it is called: `soc logtest` must not pay for the AWS SDK. */
export const commands: Readonly<Record<string, () => Promise<CommandModule>>> = {};
