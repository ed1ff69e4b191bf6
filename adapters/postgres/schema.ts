import type { Generated } from 'kysely';

type TenantColumn = { tenant: string };

/** The tables as Kysely sees them; migrations/ has them as they are. Timestamps are read as Date. */
export type Schema = {
  tenants: { id: string; name: string; enabled: Generated<boolean>; created_at: Generated<Date> };
  policies: TenantColumn & {
    mode: string;
    incident_level: number;
    window_minutes: number;
    updated_at: Generated<Date>;
  };
  sources: TenantColumn & {
    id: string;
    ingress: string;
    trust: string;
    enabled: boolean;
    port: number | null;
    token_hash: string | null;
    created_at: Generated<Date>;
  };
  incidents: TenantColumn & {
    incident_id: string;
    status: string;
    revision: number;
    /** Counts every write; int8 is read as text. */
    version: Generated<string>;
    severity: number;
    band: string;
    title: string;
    lead_event_at: Date;
    lead_alert_id: string;
    alert_count: number;
    rule_ids: string[];
    mitre_techniques: string[];
    mitre_tactics: string[];
    first_event_at: Date;
    last_event_at: Date;
    created_at: Date;
    updated_at: Date;
    merged_into: string | null;
  };
  incident_alerts: TenantColumn & {
    alert_id: string;
    incident_id: string;
    rule_id: string;
    level: number;
    event_at: Date;
    received_at: Date;
    recorded_at: Date;
  };
  incident_entities: TenantColumn & { incident_id: string; kind: string; value: string; alert_count: number };
  incident_spans: TenantColumn & {
    kind: string;
    value: string;
    span_start: Date;
    span_end: Date;
    incident_id: string;
  };
  suppressed_alerts: TenantColumn & {
    alert_id: string;
    rule_id: string;
    level: number;
    reason: string;
    event_at: Date;
    received_at: Date;
    recorded_at: Date;
  };
  outbox: TenantColumn & {
    id: Generated<string>;
    topic: string;
    key: string;
    attempts: Generated<number>;
    last_error: string | null;
    created_at: Generated<Date>;
  };
};
