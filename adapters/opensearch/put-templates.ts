import { type Client, errors } from '@opensearch-project/opensearch';
import { z } from 'zod';
import type { IndexTemplate } from './templates/index-templates.ts';

const Content = z.object({
  index_patterns: z.array(z.string()),
  template: z.object({ mappings: z.record(z.string(), z.unknown()) }),
});

/** A mapping of indices that exist could not be widened: they keep the old one until they are rebuilt. */
export type MappingConflict = { readonly pattern: string; readonly reason: string };

/**
 * Creates or replaces index templates, and widens the mappings of the indices that exist already, so that a new field does
 * not have to wait for the next day's index. A field that changed its type is a conflict: reported, not repaired.
 */
export const putTemplates = async (
  client: Client,
  templates: readonly IndexTemplate[],
): Promise<readonly MappingConflict[]> => {
  const conflicts: MappingConflict[] = [];
  for (const { name, body } of templates) {
    await client.transport.request({ method: 'PUT', path: `/_index_template/${encodeURIComponent(name)}`, body });
    const { index_patterns, template } = Content.parse(body);
    for (const pattern of index_patterns) {
      const path = `/${encodeURIComponent(pattern)}/_mapping`;
      const querystring = { allow_no_indices: 'true', ignore_unavailable: 'true' };
      try {
        await client.transport.request({ method: 'PUT', path, body: template.mappings, querystring });
      } catch (error) {
        if (!(error instanceof errors.ResponseError)) throw error;
        if (error.statusCode === 404) continue;
        if (error.statusCode !== 400) throw error;
        conflicts.push({ pattern, reason: error.message.slice(0, 500) });
      }
    }
  }
  return conflicts;
};
