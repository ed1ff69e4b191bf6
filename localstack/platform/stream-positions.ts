import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const LambdaState = z.looseObject({
  payload: z.looseObject({
    dynamodb_stream_positions: z.looseObject({ data: z.record(z.string(), z.number()) }),
  }),
});

/**
 * MiniStack keeps how far each Lambda has read a table's stream, but not the stream: after a restart the stream is empty
 * and counts from 0, and a reader that stands at 900 would miss the first 900 records. Sets the readers back to 0.
 */
export const resetStreamPositions = (stateFolder: string): void => {
  const file = path.join(stateFolder, 'lambda.json');
  if (!existsSync(file)) return;
  const parsed = LambdaState.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) return;
  const { data } = parsed.data.payload.dynamodb_stream_positions;
  for (const key of Object.keys(data)) data[key] = 0;
  writeFileSync(file, JSON.stringify(parsed.data));
};
