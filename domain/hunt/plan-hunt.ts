import type { TenantId } from '../model/tenant.ts';
import type { HuntArchive } from '../ports/hunt-archive.ts';

/** What a hunt will read. */
export type HuntPlan = { readonly objects: number; readonly bytes: number };

const AT_ONCE = 8;

/** Adds up what lies in the hours; stops where it is more than `maximumBytes`, compressed. */
export const planHunt = async (
  tenant: TenantId,
  hours: readonly string[],
  archive: Pick<HuntArchive, 'objects'>,
  maximumBytes: number,
): Promise<HuntPlan> => {
  let [objects, bytes] = [0, 0];
  for (let at = 0; at < hours.length && bytes <= maximumBytes; at += AT_ONCE) {
    const listings = await Promise.all(hours.slice(at, at + AT_ONCE).map((hour) => archive.objects(tenant, hour)));
    for (const listing of listings) {
      objects += listing.length;
      bytes += listing.reduce((sum, object) => sum + object.bytes, 0);
    }
  }
  return { objects, bytes };
};
