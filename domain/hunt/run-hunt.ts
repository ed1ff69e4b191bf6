import type { ConfirmedAlerts } from '../ports/confirmed-alerts.ts';
import type { HuntedAlert } from './compare.ts';
import type { HuntCounts } from './counts.ts';
import { type HunterConfig, hunterOf } from './hunter.ts';
import { type WalkSource, walkArchive } from './walk-archive.ts';

/** What came up so far; `alerts` since the step before. */
export type HuntStep = { readonly alerts: readonly HuntedAlert[]; readonly counts: HuntCounts };

/** How many of those removed were in confirmed incidents. */
export const countConfirmed = async (
  { tenant }: Pick<HunterConfig, 'tenant'>,
  alerts: readonly HuntedAlert[],
  confirmed: ConfirmedAlerts | undefined,
): Promise<number> => {
  const removed = alerts.flatMap(({ change, alert }) => (change === 'removed' ? [alert.id] : []));
  return removed.length === 0 || !confirmed ? 0 : (await confirmed.confirmed(tenant, removed)).size;
};

/**
 * Hunts from the first hour to the last in this process, a step an object.
 * @throws UnreadableObject
 */
export async function* runHunt(
  config: HunterConfig,
  source: Omit<WalkSource, 'tenant'>,
  confirmed?: ConfirmedAlerts,
): AsyncGenerator<HuntStep> {
  const hunter = hunterOf(config);
  let held = 0;
  const step = async (alerts: readonly HuntedAlert[]): Promise<HuntStep> => {
    held += await countConfirmed(config, alerts, confirmed);
    return { alerts, counts: { ...hunter.counts(), confirmed: held } };
  };
  for await (const { object, settled } of walkArchive({ ...source, tenant: config.tenant })) {
    hunter.add(object);
    yield step(hunter.advance(settled));
  }
  yield step(hunter.finish());
}
