import type { PageAnswer, PageRequest } from '../../../ports/page-fetcher.ts';

export type FakeEvent = { readonly uuid: string; readonly published: string };

/** An API in the shape of Okta's System Log: `since`, `limit`, ascending, a Link to the next page that is always there. */
export const fakeApi = (pageSize: number) => {
  const events: FakeEvent[] = [];
  const requests: URL[] = [];
  const faults: (PageAnswer | Error)[] = [];
  const answer = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): PageAnswer => ({
    status,
    header: (name) => headers[name],
    body: new TextEncoder().encode(body),
  });
  const fetch = async ({ url }: PageRequest): Promise<PageAnswer> => {
    requests.push(url);
    const fault = faults.shift();
    if (fault instanceof Error) throw fault;
    if (fault !== undefined) return fault;
    const since = url.searchParams.get('since') ?? '';
    const after = Number(url.searchParams.get('after') ?? 0);
    const matching = events.filter(({ published }) => published >= since);
    const page = matching.slice(after, after + pageSize);
    const next = new URL(url);
    next.searchParams.set('after', String(after + page.length));
    return answer(200, JSON.stringify(page), { link: `<${url.href}>; rel="self", <${next.href}>; rel="next"` });
  };
  return { events, requests, faults, fetch, answer };
};
