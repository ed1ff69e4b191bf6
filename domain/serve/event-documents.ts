import type { TenantId } from '../model/tenant.ts';
import { EventDocument } from './contract/event-document.ts';
import { ownedBy } from './ownership.ts';

/** Search results as events of the tenant. Fields without a value are left out. */
export const eventDocuments = (tenant: TenantId, found: readonly Record<string, unknown>[]): readonly EventDocument[] =>
  ownedBy(
    tenant,
    found.map((document) =>
      EventDocument.parse(Object.fromEntries(Object.entries(document).filter(([, value]) => value !== null))),
    ),
  );
