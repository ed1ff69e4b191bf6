import { parseArgs } from 'node:util';

export type StartArguments = {
  readonly detach: boolean;
  readonly fresh: boolean;
  readonly simulator: boolean;
  /** The background process that --detach leaves running. */
  readonly supervise: boolean;
};

export const USAGE = `Usage: npm start -- [--detach] [--fresh] [--no-simulator]
  --detach         return once everything is up and leave it running; npm run -s soc -- stop ends it
  --fresh          wipe the state of earlier runs first
  --no-simulator   send no simulated logs`;

const options = {
  detach: { type: 'boolean', default: false },
  fresh: { type: 'boolean', default: false },
  'no-simulator': { type: 'boolean', default: false },
  supervise: { type: 'boolean', default: false },
} as const;

/** A wrong call gives the sentence that says what is wrong. */
export const startArguments = (args: readonly string[]): StartArguments | { readonly wrong: string } => {
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
    const { detach, fresh, supervise } = values;
    return { detach, fresh, supervise, simulator: !values['no-simulator'] };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
};
