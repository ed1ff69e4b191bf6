const TABLES = [
  'assets',
  'never_block',
  'assessments',
  'plans',
  'approvals',
  'actions',
  'audit_heads',
  'notifications',
  'reports',
];

const isolation = TABLES.map(
  (table) => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy ${table}_of_tenant on ${table} using (tenant = watchkeep_tenant()) with check (tenant = watchkeep_tenant());
grant select, insert, update, delete on ${table} to watchkeep_app;`,
).join('\n');

/**
 * Assets, what each step makes of an incident's revision, approvals, actions, the audit chain, notifications, reports.
 * What is hashed, or quotes logs, is `json`: kept byte for byte, and with characters that `jsonb` refuses.
 */
export const sql = `
alter table policies
  add column approval_minutes integer not null default 60 check (approval_minutes between 1 and 10080),
  add column kill_switch boolean not null default false;

-- The revision whose actions run while an incident is executing: a newer one waits for their end.
alter table incidents add column executing_revision integer;
create index incidents_to_start on incidents (tenant, updated_at, incident_id)
  where status = 'new' and merged_into is null;

-- One row: the switch that stops all automation of all tenants.
create table platform_switches (
  name text primary key check (name in ('automation_stopped')),
  engaged boolean not null default false
);
insert into platform_switches (name) values ('automation_stopped');
alter table platform_switches enable row level security;
alter table platform_switches force row level security;
create policy platform_switches_read on platform_switches for select using (true);
create policy platform_switches_by_platform on platform_switches for update
  using (watchkeep_is_platform()) with check (watchkeep_is_platform());
grant select, update on platform_switches to watchkeep_app;

create table assets (
  tenant text not null references tenants (id),
  asset_id text not null check (length(asset_id) between 1 and 100),
  document jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (tenant, asset_id)
);

create table never_block (
  tenant text not null references tenants (id),
  network cidr not null,
  reason text not null,
  primary key (tenant, network)
);

-- What score and enrich found for a revision; never changed.
create table assessments (
  tenant text not null,
  incident_id text collate "C" not null,
  revision integer not null,
  kind text not null check (kind in ('score', 'enrichment')),
  document json not null,
  created_at timestamptz not null,
  primary key (tenant, incident_id, revision, kind),
  foreign key (tenant, incident_id) references incidents (tenant, incident_id)
);

create table plans (
  tenant text not null,
  playbook_id text collate "C" not null,
  incident_id text collate "C" not null,
  revision integer not null,
  status text not null,
  plan_hash text not null check (plan_hash ~ '^[0-9a-f]{64}$'),
  -- The plan but its status.
  document json not null,
  created_at timestamptz not null,
  primary key (tenant, playbook_id),
  unique (tenant, incident_id, revision),
  foreign key (tenant, incident_id) references incidents (tenant, incident_id)
);
create index plans_by_time on plans (tenant, created_at desc, playbook_id desc);

create table approvals (
  tenant text not null,
  playbook_id text collate "C" not null,
  incident_id text collate "C" not null,
  plan_hash text not null,
  status text not null check (status in ('pending', 'approved', 'denied', 'expired', 'voided')),
  task_token text not null,
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  comment text check (length(comment) <= 2000),
  primary key (tenant, playbook_id),
  foreign key (tenant, playbook_id) references plans (tenant, playbook_id)
);

create table actions (
  tenant text not null,
  action_id text collate "C" not null,
  playbook_id text collate "C" not null,
  incident_id text collate "C" not null,
  action_type text not null,
  target text not null,
  status text not null,
  blast_radius text,
  snapshot json,
  detail text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant, action_id),
  foreign key (tenant, playbook_id) references plans (tenant, playbook_id)
);
create index actions_by_incident on actions (tenant, incident_id);
create index actions_by_time on actions (tenant, created_at desc, action_id desc);
create index actions_by_target on actions (tenant, action_type, target);

-- The end of each tenant's chain: locked while an entry is added.
create table audit_heads (
  tenant text primary key references tenants (id),
  sequence bigint not null,
  hash text not null
);

create table audit_entries (
  tenant text not null references tenants (id),
  sequence bigint not null check (sequence >= 1),
  entry_key text not null,
  incident_id text collate "C",
  document json not null,
  hash text not null,
  primary key (tenant, sequence),
  unique (tenant, entry_key)
);
create index audit_entries_by_incident on audit_entries (tenant, incident_id, sequence);
create function watchkeep_audit_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are never changed or deleted' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entries_final before update or delete on audit_entries
  for each row execute function watchkeep_audit_is_final();
create trigger audit_entries_kept before truncate on audit_entries
  for each statement execute function watchkeep_audit_is_final();
create function watchkeep_audit_follows() returns trigger language plpgsql as $$
begin
  if new.sequence > 1 and not exists (
    select from audit_entries where tenant = new.tenant and sequence = new.sequence - 1
  ) then
    raise exception 'an audit entry follows the one before' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger audit_entries_follow before insert on audit_entries
  for each row execute function watchkeep_audit_follows();
alter table audit_entries enable row level security;
alter table audit_entries force row level security;
create policy audit_entries_read on audit_entries for select using (tenant = watchkeep_tenant());
create policy audit_entries_add on audit_entries for insert with check (tenant = watchkeep_tenant());
grant select, insert on audit_entries to watchkeep_app;

create table notifications (
  tenant text not null references tenants (id),
  notification_id text collate "C" not null,
  kind text not null,
  incident_id text,
  title text not null,
  body text not null,
  created_at timestamptz not null,
  primary key (tenant, notification_id)
);
create index notifications_by_time on notifications (tenant, created_at desc, notification_id desc);

create table reports (
  tenant text not null references tenants (id),
  report_id text collate "C" not null,
  document jsonb not null,
  created_at timestamptz not null,
  primary key (tenant, report_id)
);
create index reports_by_time on reports (tenant, created_at desc, report_id desc);
${isolation}
`;
