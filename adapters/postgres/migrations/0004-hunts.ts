/**
 * Hunts over the archive, and the alerts that they keep. Documents quote logs, with characters that `jsonb` refuses. What a
 * part hands to the next is compressed, and gone with the hunt's end.
 */
export const sql = `
create table hunts (
  tenant text not null references tenants (id),
  hunt_id text collate "C" not null,
  status text not null check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
  part integer not null default 0,
  document json not null,
  state bytea,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant, hunt_id)
);
create index hunts_by_time on hunts (tenant, created_at desc, hunt_id desc);
-- A tenant hunts one at a time: the archive is read for all at one price.
create unique index hunts_open on hunts (tenant) where status in ('queued', 'running');
alter table hunts alter column state set storage external;

create table hunt_alerts (
  tenant text not null,
  hunt_id text collate "C" not null,
  alert_id text collate "C" not null,
  change text not null check (change in ('found', 'added', 'removed')),
  event_at timestamptz not null,
  document json not null,
  primary key (tenant, hunt_id, alert_id),
  foreign key (tenant, hunt_id) references hunts (tenant, hunt_id) on delete cascade
);
create index hunt_alerts_by_time on hunt_alerts (tenant, hunt_id, event_at, alert_id);

alter table hunts enable row level security;
alter table hunts force row level security;
create policy hunts_of_tenant on hunts using (tenant = watchkeep_tenant()) with check (tenant = watchkeep_tenant());
alter table hunt_alerts enable row level security;
alter table hunt_alerts force row level security;
create policy hunt_alerts_of_tenant on hunt_alerts
  using (tenant = watchkeep_tenant()) with check (tenant = watchkeep_tenant());
grant select, insert, update, delete on hunts, hunt_alerts to watchkeep_app;
`;
