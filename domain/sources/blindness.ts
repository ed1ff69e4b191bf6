/** A rule with the kinds of logs that it cannot fire without, and the techniques that it shows. */
export type RuleNeeds = {
  readonly id: string;
  readonly logSources: ReadonlySet<string>;
  readonly techniques: readonly string[];
};

export type Blindness = { readonly rules: readonly string[]; readonly techniques: readonly string[] };

/**
 * What cannot be seen while the sources `lost` deliver nothing: rules that need a kind of log that no other source delivers,
 * and techniques that no remaining rule shows. `delivered`: kinds of logs by source. A rule is counted only where the tenant
 * had what it needs.
 */
export const blindnessOf = (
  lost: ReadonlySet<string>,
  delivered: ReadonlyMap<string, readonly string[]>,
  needs: readonly RuleNeeds[],
): Blindness => {
  const before = new Set([...delivered.values()].flat());
  const after = new Set([...delivered].filter(([source]) => !lost.has(source)).flatMap(([, kinds]) => kinds));
  const worked = needs.filter(({ logSources }) => logSources.size > 0 && [...logSources].every((k) => before.has(k)));
  const isBlind = ({ logSources }: RuleNeeds): boolean => [...logSources].some((kind) => !after.has(kind));
  const blind = worked.filter(isBlind);
  const shown = new Set(worked.filter((rule) => !isBlind(rule)).flatMap(({ techniques }) => techniques));
  return {
    rules: blind.map(({ id }) => id).toSorted(),
    techniques: [...new Set(blind.flatMap(({ techniques }) => techniques))].filter((id) => !shown.has(id)).toSorted(),
  };
};
