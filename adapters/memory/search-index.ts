import { z } from 'zod';
import type { SearchDocument, SearchWriter } from '../../domain/ports/search-index.ts';
import type { SearchReader } from '../../domain/ports/search-reader.ts';
import { decodeCursor, encodeCursor } from '../page-cursor.ts';

const Place = z.tuple([z.number(), z.string()]);
const DATES = /-\d{4}-\d{2}-\d{2}$/;

const valueAt = (body: Record<string, unknown>, path: string): unknown => {
  if (path in body) return body[path];
  const dot = path.indexOf('.');
  const next = dot > 0 ? body[path.slice(0, dot)] : undefined;
  const record = z.record(z.string(), z.unknown()).safeParse(next);
  return record.success ? valueAt(record.data, path.slice(dot + 1)) : undefined;
};

const wordsOf = (text: unknown): string[] =>
  String(text ?? '')
    .toLowerCase()
    .match(/[\p{L}\p{N}_]+/gu) ?? [];

const TEXT_FIELDS = { events: ['message', 'event.original'], alerts: ['rule.description', 'full_log'] } as const;
const IDS = { events: 'event.id', alerts: 'id' } as const;

/** Search in memory: equality, words, time range and pages, as far as the contract tests need them. */
export const memorySearchIndex = (): SearchWriter &
  SearchReader & { readonly all: () => readonly SearchDocument[] } => {
  const documents = new Map<string, SearchDocument>();
  return {
    all: () => [...documents.values()],
    async write(tenant, added) {
      const failures = [];
      for (const document of added) {
        const { index, id, version = 0 } = document;
        const key = `${index}/${id}`;
        if (document.body.tenant !== tenant)
          failures.push({ index, id, reason: `the document does not belong to ${tenant}`, retry: false });
        else if (version >= (documents.get(key)?.version ?? 0)) documents.set(key, document);
      }
      return failures;
    },
    async search(tenant, { kind, text, filters, from, to, limit, cursor }) {
      const wanted = wordsOf(text);
      const isBlank = text === undefined || text.trim() === '';
      const after = cursor === undefined ? undefined : decodeCursor(Place, cursor);
      const rows = [...documents.values()]
        .filter(({ index }) => DATES.test(index) && index.startsWith('wazuh-alerts-') === (kind === 'alerts'))
        .map(({ body }) => ({ body, at: Date.parse(String(body['@timestamp'])), id: String(valueAt(body, IDS[kind])) }))
        .filter(({ body }) => body.tenant === tenant)
        .filter(({ body }) =>
          filters.every(({ field, value }) => [valueAt(body, field)].flat().map(String).includes(value)),
        )
        .filter(({ at }) => (from === undefined || at >= Date.parse(from)) && (to === undefined || at < Date.parse(to)))
        .filter(
          ({ body }) =>
            isBlank ||
            TEXT_FIELDS[kind].some((field) => {
              const words = new Set(wordsOf(valueAt(body, field)));
              return wanted.length > 0 && wanted.every((word) => words.has(word));
            }),
        )
        .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
        .filter(({ at, id }) => !after || at < after[0] || (at === after[0] && id < after[1]));
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const items = page.map(({ body }) => body);
      return last && page.length === limit ? { items, cursor: encodeCursor([last.at, last.id]) } : { items };
    },
  };
};
