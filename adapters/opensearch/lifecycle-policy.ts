import { type Client, errors } from '@opensearch-project/opensearch';
import type { Retention } from './retention.ts';

const POLICY_PATH = '/_plugins/_ism/policies/watchkeep-daily';

/** Hot for a day, then read-only and merged (warm), then gone. */
export const lifecyclePolicy = (patterns: readonly string[], { deleteAfterDays }: Retention) => ({
  policy: {
    description: 'Daily indices of Watchkeep: hot, warm, deleted',
    default_state: 'hot',
    states: [
      { name: 'hot', actions: [], transitions: [{ state_name: 'warm', conditions: { min_index_age: '2d' } }] },
      {
        name: 'warm',
        actions: [{ read_only: {} }, { force_merge: { max_num_segments: 1 } }],
        transitions: [{ state_name: 'delete', conditions: { min_index_age: `${deleteAfterDays}d` } }],
      },
      { name: 'delete', actions: [{ delete: {} }], transitions: [] },
    ],
    ism_template: [{ index_patterns: [...patterns], priority: 100 }],
  },
});

/**
 * Creates the policy of Index State Management where the plugin is there and has none yet. `absent`: no plugin; the
 * sweep's own retention does the work (it is harmless beside ISM).
 */
export const putLifecyclePolicy = async (
  client: Client,
  patterns: readonly string[],
  retention: Retention,
): Promise<'created' | 'exists' | 'absent'> => {
  try {
    await client.transport.request({ method: 'GET', path: POLICY_PATH });
    return 'exists';
  } catch (error) {
    if (!(error instanceof errors.ResponseError)) throw error;
    if (error.statusCode === 400 || error.statusCode === 405) return 'absent';
    if (error.statusCode !== 404) throw error;
  }
  await client.transport.request({ method: 'PUT', path: POLICY_PATH, body: lifecyclePolicy(patterns, retention) });
  return 'created';
};
