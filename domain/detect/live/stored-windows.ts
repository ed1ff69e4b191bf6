import { z } from 'zod';
import type { WindowState } from '../composite/window.ts';

const Instant = z.object({ id: z.string(), time: z.number() });

/** Correlation state as a store gives it back. */
export const StoredState: z.ZodType<WindowState> = z.object({
  hits: z.array(
    Instant.extend({
      weight: z.number().optional(),
      matched: z.number().optional(),
      values: z.array(z.string().nullable()).optional(),
    }),
  ),
  firings: z.array(Instant.extend({ counted: z.array(z.string()) })),
  seen: z.array(Instant),
  floor: Instant.optional(),
  memories: z.array(Instant.extend({ value: z.string() })).optional(),
});
