import { sql } from 'kysely';
import { eventTimeOf } from '../../domain/incident/event-time.ts';
import { plainText } from '../../domain/incident/plain-text.ts';
import type { Alert } from '../../domain/model/alert.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { AlertOutcome } from '../../domain/ports/incident-repository.ts';
import type { TenantTransaction } from './database.ts';

const received = (alert: Alert): number => {
  const at = Date.parse(alert.receivedAt);
  return Number.isNaN(at) ? eventTimeOf(alert) : at;
};

const rowOf = (alert: Alert) => ({
  alert_id: alert.id,
  rule_id: plainText(alert.rule.id),
  level: alert.rule.level,
  event_at: new Date(eventTimeOf(alert)).toISOString(),
  received_at: new Date(received(alert)).toISOString(),
});

export type PlacedAlert = { readonly alert: Alert; readonly incidentId: string };

/** Must follow the insert of the incidents. */
export const insertIncidentAlerts = async (
  transaction: TenantTransaction,
  tenant: TenantId,
  placed: readonly PlacedAlert[],
  now: number,
): Promise<void> => {
  const rows = placed.map(({ alert, incidentId }) => ({ ...rowOf(alert), incident_id: incidentId }));
  await sql`
    insert into incident_alerts (tenant, alert_id, incident_id, rule_id, level, event_at, received_at, recorded_at)
    select ${tenant}, r.*, ${new Date(now).toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (alert_id text, incident_id text, rule_id text,
      level smallint, event_at timestamptz, received_at timestamptz)
  `.execute(transaction);
};

export type SuppressedAlert = { readonly alert: Alert; readonly reason: string };

export const insertSuppressedAlerts = async (
  transaction: TenantTransaction,
  tenant: TenantId,
  suppressed: readonly SuppressedAlert[],
  now: number,
): Promise<void> => {
  if (suppressed.length === 0) return;
  const rows = suppressed.map(({ alert, reason }) => ({ ...rowOf(alert), reason }));
  await sql`
    insert into suppressed_alerts (tenant, alert_id, rule_id, level, reason, event_at, received_at, recorded_at)
    select ${tenant}, r.*, ${new Date(now).toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (alert_id text, rule_id text, level smallint,
      reason text, event_at timestamptz, received_at timestamptz)
  `.execute(transaction);
};

/** What became of alerts that were recorded before, by alert id. */
export const outcomesOf = async (
  transaction: TenantTransaction,
  alertIds: readonly string[],
): Promise<ReadonlyMap<string, AlertOutcome>> => {
  const outcomes = new Map<string, AlertOutcome>();
  const { rows } = await sql<{ alert_id: string; rule_id: string; incident_id: string | null; reason: string | null }>`
    select alert_id, rule_id, incident_id, null as reason from incident_alerts where alert_id = any(${alertIds}::text[])
    union all
    select alert_id, rule_id, null, reason from suppressed_alerts where alert_id = any(${alertIds}::text[])
  `.execute(transaction);
  for (const { alert_id, rule_id, incident_id, reason } of rows) {
    const base = { alertId: alert_id, ruleId: rule_id };
    outcomes.set(
      alert_id,
      incident_id === null
        ? { ...base, kind: 'suppressed', reason: reason ?? 'unknown' }
        : { ...base, kind: 'in_incident', incidentId: incident_id },
    );
  }
  return outcomes;
};
