import type { z } from 'zod';

/** A cursor that no store of ours made, or that was damaged. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
}

/** The place of the last item of a page, opaque to the caller. */
export const encodeCursor = (place: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** Reads a cursor back. Throws CursorError where it is not of the expected shape. */
export const decodeCursor = <T>(schema: z.ZodType<T>, cursor: string): T => {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new CursorError('the cursor is not one that this list returned: ask for the first page again');
  }
};
