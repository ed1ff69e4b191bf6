/** Values of query parameters; those that are undefined are left out, lists are repeated. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** Path and query of an operation: `{name}` in the template replaced, everything encoded. */
export const addressOf = (template: string, params: Readonly<Record<string, string>>, query: Query): string => {
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const item of typeof value === 'object' ? value : [value]) search.append(name, String(item));
  }
  return search.size > 0 ? `${path}?${search}` : path;
};
