import type { IndexTemplate } from './templates/index-templates.ts';

const keyword = { type: 'keyword', ignore_above: 1024 };

/** Template of the index that notes documents that OpenSearch refused for good. */
export const rejectedTemplate = (prefix: string, replicas: number): IndexTemplate => ({
  name: `${prefix}-rejected`,
  body: {
    index_patterns: [`${prefix}-rejected`],
    priority: 200,
    template: {
      settings: { index: { number_of_shards: 1, number_of_replicas: replicas } },
      mappings: {
        dynamic: 'false',
        properties: {
          '@timestamp': { type: 'date' },
          tenant: keyword,
          index: keyword,
          document_id: keyword,
          reason: { type: 'text' },
        },
      },
    },
  },
});
