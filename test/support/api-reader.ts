import type { Incident } from '../../domain/model/incident.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { EventDocument } from '../../domain/serve/contract/event-document.ts';
import { eventSearch } from '../../domain/serve/contract/event-search.ts';
import { incidentList } from '../../domain/serve/contract/incident-list.ts';
import type { Run } from '../../localstack/run-file.ts';
import { type Answer, get, idTokenOf } from '../e2e/api-client.ts';

/** Reads the deployed API as an analyst. `path` below `/api/v1`. */
export type ApiReader = {
  readonly get: (tenant: TenantId, path: string) => Promise<Answer>;
  /** All incidents of the tenant, page by page. */
  readonly incidents: (tenant: TenantId) => Promise<readonly Incident[]>;
  /** Events whose field has the value (200 at most), newest first. */
  readonly events: (tenant: TenantId, field: string, value: string) => Promise<readonly EventDocument[]>;
};

/** Logs in as the seeded analyst, who sees all tenants. */
export const analystOf = async (run: Run): Promise<ApiReader> => {
  const login = run.logins.find(({ roles }) => roles.includes('analyst'));
  if (!login) throw new Error('the seed has no analyst');
  const token = await idTokenOf(run, login);
  const read = (tenant: TenantId, path: string): Promise<Answer> => get(run, path, { token, tenant });
  const checked = async (tenant: TenantId, path: string): Promise<unknown> => {
    const answer = await read(tenant, path);
    if (answer.status !== 200) throw new Error(`the API answered ${answer.status} to ${path}: ${answer.text}`);
    return answer.json;
  };
  return {
    get: read,
    events: async (tenant, field, value) => {
      const path = `/events?limit=200&filter=${encodeURIComponent(`${field}=${value}`)}`;
      return eventSearch.response.parse(await checked(tenant, path)).items;
    },
    incidents: async (tenant) => {
      const all: Incident[] = [];
      let cursor: string | undefined;
      do {
        const after = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page = incidentList.response.parse(await checked(tenant, `/incidents?limit=200${after}`));
        all.push(...page.items);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return all;
    },
  };
};
