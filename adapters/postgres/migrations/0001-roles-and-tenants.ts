/**
 * Tenants, their policies and sources. Row-level security is forced: under `watchkeep_app`, which owns nothing, a session
 * sees the rows of the tenant in `watchkeep.tenant` and none without it. `watchkeep.scope` = `platform` lets the
 * platform's own jobs list tenants and sources (names and settings), never a tenant's cases.
 */
export const sql = `
do $$
begin
  if not exists (select from pg_roles where rolname = 'watchkeep_app') then
    create role watchkeep_app nologin nosuperuser nocreatedb nocreaterole noinherit;
  end if;
end $$;

grant usage on schema public to watchkeep_app;

create function watchkeep_tenant() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('watchkeep.tenant', true), '') $$;
create function watchkeep_is_platform() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('watchkeep.scope', true), '') = 'platform' $$;

create table tenants (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{2,39}$'),
  name text not null check (length(name) between 1 and 200),
  enabled boolean not null default true,
  created_at timestamptz not null default now()
);

create table policies (
  tenant text primary key references tenants (id),
  mode text not null default 'shadow' check (mode in ('shadow', 'human', 'matrix')),
  incident_level smallint not null default 4 check (incident_level between 0 and 16),
  window_minutes integer not null default 60 check (window_minutes between 1 and 1440),
  updated_at timestamptz not null default now()
);

create table sources (
  tenant text not null references tenants (id),
  id text not null check (length(id) between 1 and 100),
  ingress text not null check (ingress in ('tcp', 'udp', 'http', 'webhook', 'file')),
  trust text not null check (trust in ('high', 'medium', 'low')),
  enabled boolean not null default true,
  port integer check (port between 1 and 65535),
  token_hash text unique check (token_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now(),
  primary key (tenant, id)
);

alter table tenants enable row level security;
alter table tenants force row level security;
create policy tenants_of_session on tenants for select using (id = watchkeep_tenant() or watchkeep_is_platform());
create policy tenants_by_platform on tenants for all using (watchkeep_is_platform()) with check (watchkeep_is_platform());

alter table policies enable row level security;
alter table policies force row level security;
create policy policies_of_tenant on policies using (tenant = watchkeep_tenant()) with check (tenant = watchkeep_tenant());

alter table sources enable row level security;
alter table sources force row level security;
create policy sources_of_tenant on sources using (tenant = watchkeep_tenant()) with check (tenant = watchkeep_tenant());
create policy sources_read_by_platform on sources for select using (watchkeep_is_platform());

grant select, insert, update on tenants to watchkeep_app;
grant select, insert, update, delete on policies, sources to watchkeep_app;
`;
