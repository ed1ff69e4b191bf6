import { z } from 'zod';
import type { RawLine } from '../../../domain/collect/formats/recognise.ts';

/** What was sent: the ingest ids of the lines that the edge took, and the receipts of those that it refused. */
export type Offered = { readonly ingestIds: Set<string>; readonly rejected: { reason: string; receipt: string }[] };

/** The edge takes bodies of 8 MiB. */
const MAXIMUM_BODY_BYTES = 4 * 1024 * 1024;
const MAXIMUM_LINES = 5_000;
const MAXIMUM_TRIES = 20;

const Answer = z.object({
  receipt: z.string(),
  accepted: z.number(),
  rejected: z.array(z.object({ line: z.number(), reason: z.string() })),
  ingestIds: z.object({ first: z.string(), last: z.string() }).optional(),
});

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const bytesOf = ({ raw, encoding }: RawLine): Buffer => Buffer.from(raw, encoding === 'base64' ? 'base64' : 'utf8');

const post = async (url: string, token: string, body: Buffer, key: string): Promise<Response> => {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain', 'idempotency-key': key },
      body: new Uint8Array(body),
    });
    const busy = response.status === 429 || response.status === 503;
    if (!busy || attempt === MAXIMUM_TRIES) return response;
    await pause(Number(response.headers.get('retry-after') ?? '1') * 1000);
  }
};

const send = async (url: string, token: string, lines: readonly Buffer[], offered: Offered, key: string) => {
  const body = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
  const response = await post(url, token, body, key);
  const text = await response.text();
  if (response.status !== 202 && response.status !== 413)
    throw new Error(`the edge answered ${response.status}: ${text.slice(0, 300)}`);
  const { receipt, rejected, ingestIds } = Answer.parse(JSON.parse(text));
  const refused = new Set(rejected.map(({ line }) => line));
  for (const { reason } of rejected) offered.rejected.push({ reason, receipt });
  const prefix = ingestIds?.first.replace(/-\d+$/, '');
  for (let line = 1; line <= lines.length; line++)
    if (prefix !== undefined && !refused.has(line)) offered.ingestIds.add(`${prefix}-${line}`);
};

/** Posts lines to the edge in bodies that it takes, each under a key of its own so that a retry is recognised. */
export const offerLines = async (
  url: string,
  token: string,
  lines: Iterable<RawLine>,
  offered: Offered,
  newKey: () => string,
): Promise<void> => {
  let batch: Buffer[] = [];
  let size = 0;
  const flush = async () => {
    if (batch.length > 0) await send(url, token, batch, offered, newKey());
    batch = [];
    size = 0;
  };
  for (const line of lines) {
    // A line break within a line (an archived binary line) would make two of it.
    const bytes = bytesOf(line);
    if (size + bytes.length > MAXIMUM_BODY_BYTES || batch.length === MAXIMUM_LINES) await flush();
    if (bytes.length === 0) continue;
    batch.push(bytes);
    size += bytes.length + 1;
  }
  await flush();
};
