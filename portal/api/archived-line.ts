import './jitless.ts';
import { z } from 'zod';

const ArchivedLine = z.object({ raw: z.string() });

/** Whether the archived entry holds exactly this line. */
export const entryHolds = (entry: string, raw: string): boolean => {
  try {
    return ArchivedLine.safeParse(JSON.parse(entry)).data?.raw === raw;
  } catch {
    return false;
  }
};
