import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Trust } from '../domain/model/envelope.ts';
import { TenantId } from '../domain/model/tenant.ts';

const Port = z.number().int().min(0).max(65_535);

const Listener = z.object({
  protocol: z.enum(['tcp', 'udp']),
  port: Port,
  tenant: TenantId,
  source: z.string().min(1).max(100),
  trust: Trust,
});

/** Bounds of the edge; bytes, milliseconds, counts. */
const EdgeLimits = z.object({
  /** Lines read and not yet in the stream, per tenant; reads pause beyond it. */
  bufferBytes: z
    .number()
    .int()
    .positive()
    .default(32 * 1024 * 1024),
  /** Unfinished lines of all TCP connections together; beyond it they are cut. */
  heldBytes: z
    .number()
    .int()
    .positive()
    .default(64 * 1024 * 1024),
  lingerMs: z.number().int().min(0).default(25),
  flushBytes: z.number().int().positive().default(1_000_000),
  retryMaximumMs: z.number().int().positive().default(2_000),
  connections: z.number().int().positive().default(256),
  idleMs: z.number().int().positive().default(300_000),
  httpBodyBytes: z
    .number()
    .int()
    .positive()
    .default(8 * 1024 * 1024),
  /** Bodies of all HTTP requests under way together; 429 beyond it. */
  httpPendingBytes: z
    .number()
    .int()
    .positive()
    .default(64 * 1024 * 1024),
  httpHeadersMs: z.number().int().positive().default(10_000),
  httpRequestMs: z.number().int().positive().default(30_000),
  ledgerMs: z.number().int().positive().default(1_000),
  drainMs: z.number().int().positive().default(5_000),
});
export type EdgeLimits = z.infer<typeof EdgeLimits>;

export const EdgeConfig = z.object({
  streamName: z.string().min(1),
  tableName: z.string().min(1),
  region: z.string().min(1),
  host: z.string().default('127.0.0.1'),
  listeners: z.array(Listener),
  http: z.object({ port: Port }),
  limits: EdgeLimits.default(EdgeLimits.parse({})),
  /** Where lines wait that a stop could not send; default: `edge-spool` beside the file. */
  spoolDirectory: z.string().optional(),
});
export type EdgeConfig = z.infer<typeof EdgeConfig> & { readonly spoolDirectory: string };

/** Reads the JSON file that `EDGE_CONFIG` names. Throws with a sentence that says what to mend. */
export const readEdgeConfig = (path: string | undefined): EdgeConfig => {
  if (!path)
    throw new Error('EDGE_CONFIG is not set: name the JSON file with streamName, tableName, region, listeners, http');
  const parsed = EdgeConfig.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path} does not describe an edge: ${z.prettifyError(parsed.error)}`);
  return { ...parsed.data, spoolDirectory: parsed.data.spoolDirectory ?? join(dirname(path), 'edge-spool') };
};
