import type { TenantId } from '../model/tenant.ts';

/** A store gave out what belongs to somebody else: a bug that must stop the answer, whatever caused it. */
export class TenantMismatch extends Error {
  override readonly name = 'TenantMismatch';
}

/** The second fence: every store filters by tenant; what comes back is checked again before it leaves. */
export const ownedBy = <T extends { readonly tenant: string }>(tenant: TenantId, items: readonly T[]): readonly T[] => {
  if (items.some((item) => item.tenant !== tenant)) throw new TenantMismatch('a store answered with another tenant');
  return items;
};
