/** A wrong call: printed as a sentence, exit code 2. */
export class UsageError extends Error {}

/** JSON on stdout with `--json`, lines for a reader without. */
export const print = (options: { readonly json?: boolean }, value: unknown, lines: () => readonly string[]): void => {
  process.stdout.write(options.json ? `${JSON.stringify(value)}\n` : `${lines().join('\n')}\n`);
};
