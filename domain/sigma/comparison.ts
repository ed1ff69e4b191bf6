import { fail, ok, type Result } from '../model/result.ts';
import type { View } from './target.ts';

/** The events of a rule: as which views they come. */
export type Source = { readonly name: string; readonly views: readonly View[] };
/** Other names of fields, by alias and rule. */
export type Aliases = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * The element by which events are compared in a field: `same` or `different`. All sources must have it under one name, or
 * an error says so; a view that lacks the field neither counts nor fires.
 */
export const comparisonOf = (
  form: 'same' | 'different',
  field: string,
  sources: readonly Source[],
  aliases: Aliases,
): Result<string, string> => {
  const names = new Set<string>();
  for (const { name, views } of sources) {
    const own = aliases[field]?.[name] ?? field;
    const targets = views.map((view) => view.target(own)).filter((target) => target !== undefined);
    if (targets.length === 0) return fail(`events of "${name}" have no field ${own}`);
    if (targets.some(({ bounds, kind }) => bounds !== undefined || kind === 'pair'))
      return fail(`${own} is only a part of a field`);
    for (const target of targets) names.add(`${target.kind} ${target.name}`);
  }
  const [only = '', ...more] = names;
  if (more.length > 0) return fail(`${field} has other names in other sources (${[...names].join(', ')})`);
  const [kind, name = ''] = only.split(' ', 2);
  if (!/^[\w.@:/-]{1,100}$/.test(name)) return fail(`"${name}" cannot be the name of a field`);
  return ok(kind === 'field' ? `<${form}_field>${name}</${form}_field>` : `<${form}_${name} />`);
};
