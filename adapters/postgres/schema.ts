import type { ColumnType, Generated } from 'kysely';

type TenantColumn = { tenant: string };
type Json = ColumnType<unknown, string, string>;

/** The tables as Kysely sees them; migrations/ has them as they are. Timestamps are read as Date. */
export type Schema = {
  tenants: { id: string; name: string; enabled: Generated<boolean>; created_at: Generated<Date> };
  policies: TenantColumn & {
    mode: string;
    incident_level: number;
    window_minutes: number;
    approval_minutes: Generated<number>;
    kill_switch: Generated<boolean>;
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
    /** Set and cleared by transitions; groups of alerts leave it alone. */
    executing_revision: Generated<number | null>;
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
  platform_switches: { name: string; engaged: boolean };
  /** Documents are JSON: written as text, read as what it says. */
  assets: TenantColumn & { asset_id: string; document: Json; updated_at: Generated<Date> };
  never_block: TenantColumn & { network: string; reason: string };
  assessments: TenantColumn & {
    incident_id: string;
    revision: number;
    kind: string;
    document: Json;
    created_at: Date;
  };
  plans: TenantColumn & {
    playbook_id: string;
    incident_id: string;
    revision: number;
    status: string;
    plan_hash: string;
    document: Json;
    created_at: Date;
  };
  approvals: TenantColumn & {
    playbook_id: string;
    incident_id: string;
    plan_hash: string;
    status: string;
    task_token: string;
    requested_at: Date;
    expires_at: Date;
    decided_at: Date | null;
    decided_by: string | null;
    comment: string | null;
  };
  actions: TenantColumn & {
    action_id: string;
    playbook_id: string;
    incident_id: string;
    action_type: string;
    target: string;
    status: string;
    blast_radius: string | null;
    snapshot: Json | null;
    detail: string | null;
    created_at: Date;
    updated_at: Date;
  };
  audit_heads: TenantColumn & { sequence: string; hash: string };
  audit_entries: TenantColumn & {
    sequence: string;
    entry_key: string;
    incident_id: string | null;
    document: Json;
    hash: string;
  };
  notifications: TenantColumn & {
    notification_id: string;
    kind: string;
    incident_id: string | null;
    title: string;
    body: string;
    created_at: Date;
  };
  reports: TenantColumn & { report_id: string; document: Json; created_at: Date };
  hunts: TenantColumn & {
    hunt_id: string;
    status: string;
    part: Generated<number>;
    document: Json;
    state: Buffer | null;
    created_at: Date;
    updated_at: Date;
  };
  hunt_alerts: TenantColumn & {
    hunt_id: string;
    alert_id: string;
    change: string;
    event_at: Date;
    document: Json;
  };
};
