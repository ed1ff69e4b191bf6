import { z } from 'zod';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { SearchQuery } from '../../domain/ports/search-reader.ts';
import { decodeCursor } from '../page-cursor.ts';

const MAXIMUM_LIMIT = 500;
/** Words beyond this length are not searched: a query has a bounded cost. */
const MAXIMUM_TEXT = 500;

const TEXT_FIELDS = { events: ['message', 'event.original'], alerts: ['rule.description', 'full_log'] } as const;
const TIE_BREAKER = { events: 'event.id', alerts: 'id' } as const;

/** Time in milliseconds and id: the sort values of the last hit. */
export const Place = z.tuple([z.number(), z.string().max(500)]);

/** All words must occur in one of the fields. `match` analyses the text and knows no operators, so nothing needs escaping. */
const textClause = (kind: SearchQuery['kind'], text: string) => ({
  bool: {
    should: TEXT_FIELDS[kind].map((field) => ({
      match: { [field]: { query: text.slice(0, MAXIMUM_TEXT), operator: 'and', lenient: true } },
    })),
    minimum_should_match: 1,
  },
});

/** The body of a search: the tenant is a filter of its own that no other part of the query can widen. */
export const searchBody = (tenant: TenantId, query: SearchQuery) => {
  const { kind, text, filters, from, to, limit, cursor } = query;
  const clauses: object[] = [
    { term: { tenant } },
    ...filters.map(({ field, value }) => ({ term: { [field]: { value } } })),
  ];
  if (from !== undefined || to !== undefined)
    clauses.push({
      range: { '@timestamp': { ...(from !== undefined && { gte: from }), ...(to !== undefined && { lt: to }) } },
    });
  if (text !== undefined && text.trim() !== '') clauses.push(textClause(kind, text));
  return {
    query: { bool: { filter: clauses } },
    sort: [
      { '@timestamp': { order: 'desc', unmapped_type: 'date' } },
      { [TIE_BREAKER[kind]]: { order: 'desc', unmapped_type: 'keyword' } },
    ],
    size: Math.max(1, Math.min(limit, MAXIMUM_LIMIT)),
    track_total_hits: false,
    timeout: '10s',
    ...(cursor !== undefined && { search_after: decodeCursor(Place, cursor) }),
  };
};
