import { advance } from '../../domain/incident/advance.ts';
import type { IncidentLifecycle } from '../../domain/ports/incident-lifecycle.ts';
import type { IncidentState } from './incident-state.ts';

/** The states of the incidents that a memoryIncidentRepository with the same state keeps. */
export const memoryIncidentLifecycle = (stateOf: IncidentState): IncidentLifecycle => ({
  async transition(tenant, { incidentId, revision }, to, now) {
    const { records, executing } = stateOf(tenant);
    const record = records.get(incidentId);
    if (!record) return 'unknown';
    const executingRevision = executing.get(incidentId);
    const { outcome, position } = advance(
      {
        status: record.status,
        revision: record.revision,
        isMerged: record.mergedInto !== undefined,
        ...(executingRevision !== undefined && { executingRevision }),
      },
      revision,
      to,
    );
    if (outcome !== 'moved') return outcome;
    records.set(incidentId, { ...record, status: position.status, updatedAt: now });
    if (position.executingRevision === undefined) executing.delete(incidentId);
    else executing.set(incidentId, position.executingRevision);
    return outcome;
  },
  toStart: async (tenant, until, limit) =>
    [...stateOf(tenant).records.values()]
      .filter(({ status, mergedInto, updatedAt }) => status === 'new' && mergedInto === undefined && updatedAt < until)
      .sort((a, b) => a.updatedAt - b.updatedAt || (a.incidentId < b.incidentId ? -1 : 1))
      .slice(0, limit)
      .map(({ incidentId, revision }) => ({ incidentId, revision })),
});
