import { type Client, errors } from '@opensearch-project/opensearch';

/** ARNs of the IAM roles that may write copies, and of those that may only search. */
export type SearchAccess = { readonly writers: readonly string[]; readonly readers: readonly string[] };

const API = '/_plugins/_security/api';

const rolesOf = (prefix: string, { writers, readers }: SearchAccess) => {
  const index_patterns = [`${prefix}-*`, 'wazuh-alerts-*'];
  return [
    {
      name: 'watchkeep_writer',
      members: writers,
      role: {
        cluster_permissions: ['cluster_composite_ops', 'cluster_monitor'],
        index_permissions: [{ index_patterns, allowed_actions: ['crud', 'create_index', 'manage'] }],
      },
    },
    {
      name: 'watchkeep_reader',
      members: readers,
      role: {
        cluster_permissions: ['cluster_composite_ops_ro'],
        index_permissions: [{ index_patterns, allowed_actions: ['read'] }],
      },
    },
  ];
};

/**
 * Lets the IAM roles of the Lambdas in, by the fine-grained access control of the managed service. `absent`: a server
 * without the security plugin, where nothing is to be done.
 */
export const putAccessRoles = async (
  client: Client,
  prefix: string,
  access: SearchAccess,
): Promise<'put' | 'absent'> => {
  try {
    await client.transport.request({ method: 'GET', path: `${API}/roles` });
  } catch (error) {
    if (error instanceof errors.ResponseError && [400, 404, 405].includes(error.statusCode)) return 'absent';
    throw error;
  }
  for (const { name, members, role } of rolesOf(prefix, access)) {
    await client.transport.request({ method: 'PUT', path: `${API}/roles/${name}`, body: role });
    const mapping = { backend_roles: members };
    await client.transport.request({ method: 'PUT', path: `${API}/rolesmapping/${name}`, body: mapping });
  }
  return 'put';
};
