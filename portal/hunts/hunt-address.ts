import type { Entity } from '../../domain/model/entity.ts';

/** What the address of the page asks for: a hunt to show, or a suppression to begin with. */
export type HuntAddress = {
  readonly id: string | undefined;
  readonly rule: string;
  readonly field: string;
  readonly value: string;
};

export const huntAddressOf = (search: string): HuntAddress => {
  const query = new URLSearchParams(search);
  const of = (name: string): string => query.get(name) ?? '';
  return { id: query.get('id') ?? undefined, rule: of('rule'), field: of('field'), value: of('value') };
};

/** The page with a suppression of a rule filled in, for one entity where there is one. */
export const suppressionAddress = (ruleId: string, entity: Entity | undefined, tenant: string): string =>
  `/hunts/?${new URLSearchParams({ rule: ruleId, ...(entity && { field: entity.kind, value: entity.value }), tenant })}`;
