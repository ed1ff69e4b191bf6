import { z } from 'zod';
import { Trust } from '../../domain/model/envelope.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import type { TenantRegistry } from '../../domain/ports/tenant-registry.ts';
import type { Database } from './database.ts';

const TenantRow = z.object({ id: TenantId, name: z.string(), enabled: z.boolean() });

const PolicyRow = z
  .object({ mode: z.enum(['shadow', 'human', 'matrix']), incident_level: z.number(), window_minutes: z.number() })
  .transform(({ mode, incident_level, window_minutes }) => ({
    mode,
    incidentLevel: incident_level,
    windowMinutes: window_minutes,
  }));

const SourceRow = z
  .object({
    tenant: TenantId,
    id: z.string(),
    ingress: z.enum(['tcp', 'udp', 'http', 'webhook', 'file']),
    trust: Trust,
    enabled: z.boolean(),
    port: z.number().nullable(),
    token_hash: z.string().nullable(),
  })
  .transform(({ port, token_hash, ...source }) => ({
    ...source,
    ...(port !== null && { port }),
    ...(token_hash !== null && { tokenHash: token_hash }),
  }));

/** Tenants, policies and sources in PostgreSQL. */
export const postgresTenantRegistry = ({ withTenant, withPlatform }: Database): TenantRegistry => ({
  tenants: () =>
    withPlatform(async (tx) => {
      const rows = await tx.selectFrom('tenants').select(['id', 'name', 'enabled']).orderBy('id').execute();
      return rows.map((row) => TenantRow.parse(row));
    }),
  async save({ id, name, enabled }, { mode, incidentLevel, windowMinutes }) {
    await withPlatform((tx) =>
      tx
        .insertInto('tenants')
        .values({ id, name, enabled })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, enabled }))
        .execute(),
    );
    await withTenant(id, (tx) =>
      tx
        .insertInto('policies')
        .values({ tenant: id, mode, incident_level: incidentLevel, window_minutes: windowMinutes })
        .onConflict((conflict) => conflict.column('tenant').doNothing())
        .execute(),
    );
  },
  policy: (tenant) =>
    withTenant(tenant, async (tx) => {
      const row = await tx.selectFrom('policies').selectAll().executeTakeFirst();
      return row && PolicyRow.parse(row);
    }),
  sources: (tenant) =>
    withTenant(tenant, async (tx) => {
      const rows = await tx
        .selectFrom('sources')
        .select(['tenant', 'id', 'ingress', 'trust', 'enabled', 'port', 'token_hash'])
        .orderBy('id')
        .execute();
      return rows.map((row) => SourceRow.parse(row));
    }),
  async saveSource(tenant, { id, ingress, trust, enabled, port, tokenHash }) {
    const values = { ingress, trust, enabled, port: port ?? null, token_hash: tokenHash ?? null };
    await withTenant(tenant, (tx) =>
      tx
        .insertInto('sources')
        .values({ tenant, id, ...values })
        .onConflict((conflict) => conflict.columns(['tenant', 'id']).doUpdateSet(values))
        .execute(),
    );
  },
});
