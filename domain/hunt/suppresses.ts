import type { Alert } from '../model/alert.ts';
import { type Entity, EntityKind } from '../model/entity.ts';
import type { Suppression } from './change.ts';

/** Whether a suppression would leave the alert out. Values are compared as a whole, without regard to case. */
export const suppresses = ({ rule_id, where }: Suppression, alert: Alert): boolean => {
  if (alert.rule.id !== rule_id) return false;
  if (where === undefined) return true;
  const wanted = where.value.toLowerCase();
  const kind = EntityKind.safeParse(where.field);
  const isOf = ({ kind: of, value }: Entity): boolean => of === kind.data && value.toLowerCase() === wanted;
  if (kind.success && alert.entities.some(isOf)) return true;
  // What the decoder found, not what every object inherits.
  return Object.hasOwn(alert.data, where.field) && alert.data[where.field]?.toLowerCase() === wanted;
};
