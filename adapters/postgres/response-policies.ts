import { sql } from 'kysely';
import { z } from 'zod';
import {
  DEFAULT_RESPONSE_POLICY,
  type ResponsePolicies,
  type ResponsePolicySettings,
} from '../../domain/ports/response-policies.ts';
import type { Database } from './database.ts';

const PolicyRow = z
  .object({ mode: z.enum(['shadow', 'human', 'matrix']), approval_minutes: z.number(), kill_switch: z.boolean() })
  .transform(({ mode, approval_minutes, kill_switch }) => ({
    mode,
    approvalMinutes: approval_minutes,
    killSwitch: kill_switch,
  }));

/** Response policies in PostgreSQL; nothing is remembered between calls, so that a kill switch works at once. */
export const postgresResponsePolicies = ({
  withTenant,
  withPlatform,
}: Database): ResponsePolicies & ResponsePolicySettings => ({
  of: (tenant) =>
    withTenant(tenant, async (tx) => {
      const row = await tx
        .selectFrom('policies')
        .select(['mode', 'approval_minutes', 'kill_switch'])
        .executeTakeFirst();
      const networks = await tx.selectFrom('never_block').select('network').execute();
      const platform = await tx
        .selectFrom('platform_switches')
        .select('engaged')
        .where('name', '=', 'automation_stopped')
        .executeTakeFirstOrThrow();
      const policy = row ? PolicyRow.parse(row) : DEFAULT_RESPONSE_POLICY;
      return {
        ...policy,
        killSwitch: policy.killSwitch || platform.engaged,
        neverBlock: networks.map(({ network }) => network).sort(),
      };
    }),
  setKillSwitch: (tenant, engaged) =>
    withTenant(tenant, async (tx) => {
      if (engaged)
        await sql`insert into policies (tenant) values (${tenant}) on conflict (tenant) do nothing`.execute(tx);
      const { numUpdatedRows } = await tx
        .updateTable('policies')
        .set({ kill_switch: engaged, updated_at: sql`now()` })
        .where('kill_switch', '<>', engaged)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    }),
  setPlatformKillSwitch: (engaged) =>
    withPlatform(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('platform_switches')
        .set({ engaged })
        .where('name', '=', 'automation_stopped')
        .where('engaged', '<>', engaged)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    }),
  neverBlock: (tenant, networks) =>
    withTenant(tenant, async (tx) => {
      await sql`
        insert into never_block (tenant, network, reason)
        select distinct on (network(r.network)) ${tenant}, network(r.network), r.reason
        from jsonb_to_recordset(${JSON.stringify(networks)}::jsonb) as r (network inet, reason text)
        on conflict (tenant, network) do update set reason = excluded.reason
      `.execute(tx);
    }),
});
