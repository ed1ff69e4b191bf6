import { z } from 'zod';

/** What a background supervisor tells the `npm start -- --detach` that waits for it. */
export const Report = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), line: z.string() }),
  z.object({ kind: z.literal('up'), lines: z.array(z.string()) }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);
export type Report = z.infer<typeof Report>;

/** Reports to the waiting parent; in the foreground to the terminal. */
export const sendReport = (report: Report): void => {
  if (process.send) {
    if (process.connected) process.send(report);
    return;
  }
  if (report.kind === 'progress') process.stdout.write(`• ${report.line}\n`);
  if (report.kind === 'up') process.stdout.write(`${report.lines.join('\n')}\n`);
  if (report.kind === 'failed') process.stderr.write(`${report.message}\n`);
};
