import { type Client, errors } from '@opensearch-project/opensearch';
import { z } from 'zod';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { SearchDocument, SearchFailure, SearchWriter } from '../../domain/ports/search-index.ts';

const MAXIMUM_DOCUMENTS = 1_000;
const MAXIMUM_BYTES = 4 * 1024 * 1024;
const MAXIMUM_REASON = 500;

const BulkAnswer = z.object({
  errors: z.boolean(),
  items: z.array(
    z.object({
      index: z.object({
        status: z.number(),
        error: z
          .object({
            type: z.string(),
            reason: z.string().nullish(),
            caused_by: z.object({ reason: z.string().nullish() }).nullish(),
          })
          .nullish(),
      }),
    }),
  ),
});

type Line = { readonly document: SearchDocument; readonly text: string };

const lineOf = (document: SearchDocument): Line => {
  const { index, id, version, body } = document;
  const action = { _index: index, _id: id, ...(version !== undefined && { version, version_type: 'external_gte' }) };
  return { document, text: `${JSON.stringify({ index: action })}\n${JSON.stringify(body)}\n` };
};

const chunksOf = (lines: readonly Line[]): Line[][] => {
  const chunks: Line[][] = [];
  let bytes = 0;
  for (const line of lines) {
    const size = Buffer.byteLength(line.text);
    const current = chunks.at(-1);
    if (current && current.length < MAXIMUM_DOCUMENTS && bytes + size <= MAXIMUM_BYTES) {
      current.push(line);
      bytes += size;
    } else {
      chunks.push([line]);
      bytes = size;
    }
  }
  return chunks;
};

const failureOf = ({ id, index }: SearchDocument, reason: string, retry: boolean): SearchFailure => ({
  id,
  index,
  reason: reason.slice(0, MAXIMUM_REASON),
  retry,
});

/** OpenSearch refuses a document for good with 400 (mapping, parsing, limits); whatever else it answers may pass. */
const isFinal = (status: number): boolean => status === 400;

const sendChunk = async (client: Client, chunk: readonly Line[]): Promise<readonly SearchFailure[]> => {
  const all = (reason: string, retry: boolean) => chunk.map(({ document }) => failureOf(document, reason, retry));
  try {
    const bulkBody = chunk.map(({ text }) => text).join('');
    const { body } = await client.transport.request({ method: 'POST', path: '/_bulk', bulkBody });
    const answer = BulkAnswer.parse(body);
    if (!answer.errors) return [];
    return chunk.flatMap(({ document }, position) => {
      const item = answer.items[position]?.index;
      if (!item) return [failureOf(document, 'OpenSearch did not say what became of the document', true)];
      // 409: a newer version is there already.
      if (!item.error || item.status === 409) return [];
      const reason = [item.error.type, item.error.reason, item.error.caused_by?.reason].filter(Boolean).join(': ');
      return [failureOf(document, reason, !isFinal(item.status))];
    });
  } catch (error) {
    if (error instanceof errors.ResponseError && error.statusCode === 413)
      return all('413: the document is larger than OpenSearch takes', chunk.length > 1);
    return all(error instanceof Error ? `${error.name}: ${error.message}` : String(error), true);
  }
};

/** Writes copies with the bulk API, in requests of up to 1,000 documents and 4 MB. */
export const openSearchWriter = (client: Client): SearchWriter => ({
  async write(tenant: TenantId, documents) {
    const failures: SearchFailure[] = [];
    const owned: Line[] = [];
    for (const document of documents) {
      if (document.body.tenant === tenant) owned.push(lineOf(document));
      else failures.push(failureOf(document, `the document does not belong to ${tenant}`, false));
    }
    for (const chunk of chunksOf(owned)) failures.push(...(await sendChunk(client, chunk)));
    return failures;
  },
});
