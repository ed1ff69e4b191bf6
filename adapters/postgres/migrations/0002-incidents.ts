const TABLES = ['incidents', 'incident_alerts', 'incident_entities', 'incident_spans', 'suppressed_alerts', 'outbox'];

const isolation = TABLES.map(
  (table) => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy ${table}_of_tenant on ${table} using (tenant = watchkeep_tenant()) with check (tenant = watchkeep_tenant());
grant select, insert, update, delete on ${table} to watchkeep_app;`,
).join('\n');

/** Incidents with what belongs to them, alerts that were suppressed, and the outbox that feeds the copies. */
export const sql = `
create table incidents (
  tenant text not null references tenants (id),
  incident_id text collate "C" not null,
  status text not null,
  revision integer not null check (revision >= 1),
  version bigint not null default 1,
  severity smallint not null,
  band text not null check (band in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
  title text not null,
  lead_event_at timestamptz not null,
  lead_alert_id text not null,
  alert_count integer not null check (alert_count >= 0),
  rule_ids text[] not null,
  mitre_techniques text[] not null,
  mitre_tactics text[] not null,
  first_event_at timestamptz not null,
  last_event_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  merged_into text collate "C",
  primary key (tenant, incident_id),
  foreign key (tenant, merged_into) references incidents (tenant, incident_id)
);
create index incidents_by_time on incidents (tenant, last_event_at desc, incident_id desc) where merged_into is null;

create table incident_alerts (
  tenant text not null,
  alert_id text collate "C" not null,
  incident_id text collate "C" not null,
  rule_id text not null,
  level smallint not null,
  event_at timestamptz not null,
  received_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (tenant, alert_id),
  foreign key (tenant, incident_id) references incidents (tenant, incident_id)
);
-- Without alert_id: with it, a planner that lacks statistics looks alerts up here instead of by the primary key.
create index incident_alerts_by_incident on incident_alerts (tenant, incident_id, event_at);
create index incident_alerts_by_receipt on incident_alerts (tenant, received_at);

create table incident_entities (
  tenant text not null,
  incident_id text collate "C" not null,
  kind text not null,
  value text not null,
  alert_count integer not null,
  primary key (tenant, incident_id, kind, value),
  foreign key (tenant, incident_id) references incidents (tenant, incident_id)
);

-- Where a link was seen without a gap longer than the window: what a new alert is compared with.
create table incident_spans (
  tenant text not null,
  kind text not null,
  value text not null,
  span_start timestamptz not null,
  span_end timestamptz not null check (span_end >= span_start),
  incident_id text collate "C" not null,
  primary key (tenant, kind, value, span_start, incident_id),
  foreign key (tenant, incident_id) references incidents (tenant, incident_id)
);
create index incident_spans_by_incident on incident_spans (tenant, incident_id);

create table suppressed_alerts (
  tenant text not null references tenants (id),
  alert_id text collate "C" not null,
  rule_id text not null,
  level smallint not null,
  reason text not null,
  event_at timestamptz not null,
  received_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (tenant, alert_id)
);
create index suppressed_alerts_by_receipt on suppressed_alerts (tenant, received_at, rule_id);

-- What changed and must reach the copies; the row goes when they have it.
create table outbox (
  id bigint generated always as identity primary key,
  tenant text not null references tenants (id),
  topic text not null check (topic in ('incident')),
  key text not null,
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null default now()
);
create index outbox_by_tenant on outbox (tenant, id);
${isolation}
`;
