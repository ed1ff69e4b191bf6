import type { Hasher } from '../model/hashing.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { TenantId } from '../model/tenant.ts';
import { DAY_MS, HOUR_MS } from '../model/time.ts';
import type { HuntQueue, HuntStore } from '../ports/hunt-store.ts';
import type { HuntChange } from './change.ts';
import { noCounts } from './counts.ts';
import { type Hunt, huntIdOf } from './hunt.ts';
import type { HuntPeriod } from './period.ts';

/** A part takes minutes, and is repeated after half an hour: what is silent for longer is dead. */
const STALLED_MS = 3 * HOUR_MS;
/** Hunts quote logs: they are kept no longer than somebody looks at them. */
const KEPT_MS = 90 * DAY_MS;

export type HuntRequest = { readonly change: HuntChange; readonly period: HuntPeriod; readonly actor: string };

export type StartPorts = { readonly hunts: HuntStore; readonly queue: HuntQueue; readonly hasher: Hasher };

/** Starts a hunt; refused while another one of the tenant is open. */
export const startHunt = async (
  tenant: TenantId,
  { change, period, actor }: HuntRequest,
  { hunts, queue, hasher }: StartPorts,
  now: number,
): Promise<Result<Hunt, 'busy'>> => {
  const created_at = new Date(now).toISOString();
  const hunt: Hunt = {
    hunt_id: huntIdOf(hasher, tenant, actor, change, now),
    tenant,
    status: 'queued',
    change,
    ...period,
    created_at,
    created_by: actor,
    updated_at: created_at,
    counts: noCounts(),
  };
  if ((await hunts.create(tenant, hunt, now - STALLED_MS, now - KEPT_MS)) === 'busy') return fail('busy');
  try {
    await queue.send(tenant, hunt.hunt_id, 0);
  } catch (error) {
    await hunts.cancel(tenant, hunt.hunt_id, now);
    throw error;
  }
  return ok(hunt);
};
