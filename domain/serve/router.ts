import type { Route } from './route.ts';

export type Match =
  | { readonly kind: 'route'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  /** The path is known; `allow`: the methods that it has. */
  | { readonly kind: 'method'; readonly allow: readonly string[] }
  | { readonly kind: 'none' };

const decoded = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

const paramsOf = (pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined => {
  if (pattern.length !== path.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, expected] of pattern.entries()) {
    const segment = path[at] ?? '';
    const name = /^\{(\w+)\}$/.exec(expected)?.[1];
    if (name === undefined) {
      if (expected !== segment) return undefined;
      continue;
    }
    const value = decoded(segment);
    if (value === undefined || value === '') return undefined;
    params[name] = value;
  }
  return params;
};

/** Finds the route of a request. Fixed segments win over parameters. Segments are percent-decoded once, after splitting. */
export const routerOf = (routes: readonly Route[]) => {
  const table = routes
    .map((route) => ({ route, pattern: route.operation.path.split('/') }))
    .sort((a, b) => Number(a.route.operation.path.includes('{')) - Number(b.route.operation.path.includes('{')));
  return (method: string, path: string): Match => {
    const segments = path.split('/');
    const found = table.flatMap(({ route, pattern }) => {
      const params = paramsOf(pattern, segments);
      return params ? [{ route, params }] : [];
    });
    const [first] = found;
    if (!first) return { kind: 'none' };
    const hit = found.find(({ route }) => route.operation.method === method);
    if (hit) return { kind: 'route', ...hit };
    return { kind: 'method', allow: [...new Set(found.map(({ route }) => route.operation.method)), 'OPTIONS'] };
  };
};
