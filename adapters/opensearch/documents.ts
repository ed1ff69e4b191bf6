import type { Alert } from '../../domain/model/alert.ts';
import type { NormalizedEvent } from '../../domain/model/event.ts';
import type { Incident } from '../../domain/model/incident.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { SearchDocument, SearchFailure } from '../../domain/ports/search-index.ts';
import type { Indices } from './indices.ts';

/** What indexing and rebuilding write: the same record gives the same document. */

export const eventDocument = (indices: Indices, event: NormalizedEvent): SearchDocument => ({
  index: indices.logs(event['event.ingested']),
  id: event['event.id'],
  body: event,
});

/** A term of a flat object holds at most 32766 bytes; longer values are cut, or OpenSearch would refuse the alert. */
const MAXIMUM_VALUE = 4_000;

export const alertDocument = (indices: Indices, alert: Alert): SearchDocument => {
  const data = Object.entries(alert.data).map(([name, value]) => [name, value.slice(0, MAXIMUM_VALUE)]);
  return {
    index: indices.alerts(alert.receivedAt),
    id: alert.id,
    body: { '@timestamp': alert.timestamp, ...alert, data: Object.fromEntries(data) },
  };
};

/** `version` counts the incident's writes. */
export const incidentDocument = (indices: Indices, incident: Incident, version: number): SearchDocument => ({
  index: indices.incidents,
  id: incident.incident_id,
  body: incident,
  version,
});

/** What stays of a document that OpenSearch refuses for good. `at` is RFC 3339. */
export const rejectedDocument = (
  indices: Indices,
  tenant: TenantId,
  failure: Pick<SearchFailure, 'index' | 'id' | 'reason'>,
  at: string,
): SearchDocument => ({
  index: indices.rejected,
  id: `${failure.index}/${failure.id}`.slice(0, 500),
  body: { '@timestamp': at, tenant, index: failure.index, document_id: failure.id, reason: failure.reason },
});
