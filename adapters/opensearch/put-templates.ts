import type { Client } from '@opensearch-project/opensearch';

/** A composable index template: its name and the body of `PUT _index_template/<name>`. */
export type IndexTemplate = { readonly name: string; readonly body: Record<string, unknown> };

/** Creates or replaces index templates. They hold for indices that are made afterwards. */
export const putTemplates = async (client: Client, templates: readonly IndexTemplate[]): Promise<void> => {
  for (const { name, body } of templates)
    await client.transport.request({ method: 'PUT', path: `/_index_template/${encodeURIComponent(name)}`, body });
};
