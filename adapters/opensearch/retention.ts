import type { Client } from '@opensearch-project/opensearch';
import { z } from 'zod';
import { DAY_MS } from '../../domain/model/time.ts';

/** Days of receipt that stay searchable. The archive keeps everything for as long as the law wants. */
export type Retention = { readonly closeAfterDays: number; readonly deleteAfterDays: number };

export const RetentionEnvironment = z.object({
  SEARCH_CLOSE_AFTER_DAYS: z.coerce.number().int().min(1).max(36_500).default(30),
  SEARCH_DELETE_AFTER_DAYS: z.coerce.number().int().min(1).max(36_500).default(90),
});

export const retentionOf = (environment: z.infer<typeof RetentionEnvironment>): Retention => ({
  closeAfterDays: environment.SEARCH_CLOSE_AFTER_DAYS,
  deleteAfterDays: environment.SEARCH_DELETE_AFTER_DAYS,
});

const DAILY = /-(\d{4}-\d{2}-\d{2})$/;
const Listed = z.array(z.object({ index: z.string(), status: z.enum(['open', 'close']) }));

export type ListedIndex = z.infer<typeof Listed>[number];
export type RetentionPlan = { readonly close: readonly string[]; readonly remove: readonly string[] };

/** Which daily indices have outlived their time; indices without a day in their name are left alone. `now` in milliseconds. */
export const retentionPlan = (indices: readonly ListedIndex[], retention: Retention, now: number): RetentionPlan => {
  const close: string[] = [];
  const remove: string[] = [];
  for (const { index, status } of indices) {
    const day = DAILY.exec(index)?.[1];
    const age = day === undefined ? Number.NaN : (now - Date.parse(`${day}T00:00:00Z`)) / DAY_MS;
    if (age >= retention.deleteAfterDays + 1) remove.push(index);
    else if (age >= retention.closeAfterDays + 1 && status === 'open') close.push(index);
  }
  return { close, remove };
};

/** Closes and deletes daily indices that have outlived their time. Returns what it did. */
export const applyRetention = async (
  client: Client,
  patterns: readonly string[],
  retention: Retention,
  now: number,
): Promise<RetentionPlan> => {
  const { body } = await client.cat.indices({
    index: [...patterns],
    format: 'json',
    h: ['index', 'status'],
    expand_wildcards: 'all',
  });
  const plan = retentionPlan(Listed.parse(body), retention, now);
  for (const index of plan.close) await client.indices.close({ index });
  for (const index of plan.remove) await client.indices.delete({ index });
  return plan;
};
