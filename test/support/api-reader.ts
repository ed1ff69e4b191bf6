import type { Incident } from '../../domain/model/incident.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { incidentList } from '../../domain/serve/contract/incident-list.ts';
import type { Run } from '../../localstack/run-file.ts';
import { type Answer, get, idTokenOf } from '../e2e/api-client.ts';

/** Reads the deployed API as an analyst. `path` below `/api/v1`. */
export type ApiReader = {
  readonly get: (tenant: TenantId, path: string) => Promise<Answer>;
  /** All incidents of the tenant, page by page. */
  readonly incidents: (tenant: TenantId) => Promise<readonly Incident[]>;
};

export const analystOf = async (run: Run): Promise<ApiReader> => {
  const login = run.logins.find(({ roles }) => roles.includes('analyst'));
  if (!login) throw new Error('the seed has no analyst');
  const token = await idTokenOf(run, login);
  const read = (tenant: TenantId, path: string): Promise<Answer> => get(run, path, { token, tenant });
  return {
    get: read,
    incidents: async (tenant) => {
      const all: Incident[] = [];
      let cursor: string | undefined;
      do {
        const after = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const answer = await read(tenant, `/incidents?limit=200${after}`);
        if (answer.status !== 200) throw new Error(`the API answered ${answer.status}: ${answer.text}`);
        const page = incidentList.response.parse(answer.json);
        all.push(...page.items);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return all;
    },
  };
};
