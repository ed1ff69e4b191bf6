import { z } from 'zod';
import { applyGroup } from '../../domain/incident/apply-group.ts';
import { countEntities } from '../../domain/incident/count-entities.ts';
import { eventTimeOf } from '../../domain/incident/event-time.ts';
import { bandOfFacts } from '../../domain/incident/facts.ts';
import { groupAlerts } from '../../domain/incident/grouping.ts';
import { type CountedEntity, incidentOf } from '../../domain/incident/incident-record.ts';
import { linkKey } from '../../domain/incident/links.ts';
import { DEFAULT_GROUPING_POLICY, type GroupingPolicy, suppressionOf } from '../../domain/incident/suppression.ts';
import { isOpen } from '../../domain/incident/transitions.ts';
import type { Alert } from '../../domain/model/alert.ts';
import type { Hasher } from '../../domain/model/hashing.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { AlertOutcome, IncidentRepository } from '../../domain/ports/incident-repository.ts';
import type { OutcomeCounts } from '../../domain/ports/outcome-counts.ts';
import { decodeCursor, encodeCursor } from '../page-cursor.ts';
import { type IncidentState, incidentState, type Recorded } from './incident-state.ts';

const Place = z.tuple([z.number(), z.string()]);

const addEntities = (to: Map<string, CountedEntity>, added: Iterable<CountedEntity>): boolean => {
  let isNew = false;
  for (const entity of added) {
    const key = linkKey(entity);
    const known = to.get(key);
    isNew ||= known === undefined;
    to.set(key, { ...entity, alertCount: entity.alertCount + (known?.alertCount ?? 0) });
  }
  return isNew;
};

const outcomeOf = ({ alert, incidentId, reason }: Recorded): AlertOutcome => ({
  alertId: alert.id,
  ruleId: alert.rule.id,
  ...(incidentId === undefined ? { kind: 'suppressed', reason } : { kind: 'in_incident', incidentId }),
});

/** Incidents in memory: what the contract tests hold against PostgreSQL. `stateOf`: shared with memoryIncidentLifecycle. */
export const memoryIncidentRepository = (
  hasher: Hasher,
  policyOf: (tenant: TenantId) => GroupingPolicy = () => DEFAULT_GROUPING_POLICY,
  stateOf: IncidentState = incidentState(),
): IncidentRepository & OutcomeCounts => {
  const group = (tenant: TenantId, alerts: readonly Alert[], now: number): void => {
    const state = stateOf(tenant);
    const candidates = [...state.records.values()].filter(({ status }) => isOpen(status));
    const { windowMs } = policyOf(tenant);
    const grouping = groupAlerts({ alerts, spans: state.spans, candidates, windowMs }, { tenant, hasher });
    for (const one of grouping.groups) {
      const entities = state.entities.get(one.incidentId) ?? new Map<string, CountedEntity>();
      state.entities.set(one.incidentId, entities);
      const hasNewEntity = addEntities(entities, countEntities(one.alerts));
      for (const id of one.merged) addEntities(entities, state.entities.get(id)?.values() ?? []);
      const { record, tombstones } = applyGroup(one, {
        current: state.records.get(one.incidentId),
        merged: one.merged.flatMap((id) => state.records.get(id) ?? []),
        hasNewEntity,
        now,
      });
      for (const changed of [record, ...tombstones]) state.records.set(changed.incidentId, changed);
      for (const [id, entry] of state.recorded)
        if (entry.incidentId !== undefined && one.merged.includes(entry.incidentId))
          state.recorded.set(id, { ...entry, incidentId: one.incidentId });
      for (const alert of one.alerts) state.recorded.set(alert.id, { alert, incidentId: one.incidentId, reason: '' });
    }
    const obsolete = new Set(grouping.obsolete);
    const moved = new Map(grouping.groups.flatMap(({ merged, incidentId }) => merged.map((id) => [id, incidentId])));
    state.spans = [
      ...state.spans
        .filter((span) => !obsolete.has(span))
        .map((span) => ({ ...span, incidentId: moved.get(span.incidentId) ?? span.incidentId })),
      ...grouping.spans,
    ];
  };

  return {
    async recordAlerts(tenant, alerts, now) {
      const { recorded } = stateOf(tenant);
      const fresh = [...new Map(alerts.map((alert) => [alert.id, alert])).values()].filter(
        ({ id }) => !recorded.has(id),
      );
      const policy = policyOf(tenant);
      const above: Alert[] = [];
      for (const alert of fresh) {
        const reason = suppressionOf(alert, policy);
        if (reason === undefined) above.push(alert);
        else recorded.set(alert.id, { alert, incidentId: undefined, reason });
      }
      if (above.length > 0) group(tenant, above, now);
      return alerts.flatMap(({ id }) => {
        const entry = recorded.get(id);
        return entry ? [outcomeOf(entry)] : [];
      });
    },
    async get(tenant, incidentId) {
      const state = stateOf(tenant);
      const record = state.records.get(incidentId);
      return record && incidentOf(tenant, record, [...(state.entities.get(incidentId)?.values() ?? [])]);
    },
    async list(tenant, { status, band, from, to, limit, cursor }) {
      const state = stateOf(tenant);
      const after = cursor === undefined ? undefined : decodeCursor(Place, cursor);
      const found = [...state.records.values()]
        .filter(({ mergedInto }) => mergedInto === undefined)
        .filter((record) => !status || status.includes(record.status))
        .filter(({ facts }) => !band || band.includes(bandOfFacts(facts)))
        .filter(({ facts }) => from === undefined || facts.lastEventAt >= Date.parse(from))
        .filter(({ facts }) => to === undefined || facts.lastEventAt < Date.parse(to))
        .sort((a, b) => b.facts.lastEventAt - a.facts.lastEventAt || (a.incidentId < b.incidentId ? 1 : -1))
        .filter(
          ({ facts, incidentId }) =>
            !after || facts.lastEventAt < after[0] || (facts.lastEventAt === after[0] && incidentId < after[1]),
        );
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map((record) =>
          incidentOf(tenant, record, [...(state.entities.get(record.incidentId)?.values() ?? [])]),
        ),
        ...(last && found.length > limit && { cursor: encodeCursor([last.facts.lastEventAt, last.incidentId]) }),
      };
    },
    async alertIdsOf(tenant, incidentId, limit, cursor) {
      const after = cursor === undefined ? undefined : decodeCursor(Place, cursor);
      const found = [...stateOf(tenant).recorded.values()]
        .filter((entry) => entry.incidentId === incidentId)
        .map(({ alert }) => ({ id: alert.id, at: eventTimeOf(alert) }))
        .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
        .filter(({ id, at }) => !after || at > after[0] || (at === after[0] && id > after[1]));
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const rest = last && found.length > limit ? { cursor: encodeCursor([last.at, last.id]) } : {};
      return { items: page.map(({ id }) => id), ...rest };
    },
    async outcomes(tenant, from, to) {
      const within = [...stateOf(tenant).recorded.values()].filter(({ alert }) => {
        const at = Date.parse(alert.receivedAt);
        return at >= Date.parse(from) && at < Date.parse(to);
      });
      const inIncidents = within.filter(({ incidentId }) => incidentId !== undefined).length;
      return { inIncidents, suppressed: within.length - inIncidents };
    },
  };
};
