import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { decodeBody } from '../adapters/request-body.ts';
import { answerBodyFault } from '../domain/collect/body-fault.ts';
import { idempotencyKeyOf } from '../domain/collect/idempotency-key.ts';
import { type IngestContext, ingest } from '../domain/collect/ingest.ts';
import type { IngestAnswer } from '../domain/collect/ingest-answer.ts';
import { sourceOfRequest } from '../domain/collect/ingest-token.ts';
import type { TenantDirectory } from '../domain/ports/tenant-directory.ts';
import type { EdgeLimits } from './config.ts';
import { readBody } from './http-body-reader.ts';
import type { Stoppable } from './stoppable.ts';

export type HttpListenerOptions = {
  readonly host: string;
  readonly port: number;
  readonly limits: EdgeLimits;
  readonly directory: TenantDirectory;
  readonly context: IngestContext;
  readonly health: () => Readonly<Record<string, unknown>>;
  readonly metrics: () => string;
  /** Told what could not be answered as it should. */
  readonly failed: (error: unknown) => void;
};

const BUSY: IngestAnswer = {
  status: 429,
  headers: { 'retry-after': '1' },
  body: { error: 'too many bodies are under way: wait, then send the body again' },
};
const DOWN: IngestAnswer = {
  status: 503,
  headers: { 'retry-after': '2' },
  body: {
    error: 'the store of tokens or receipts does not answer: send the body again, with the same Idempotency-Key',
  },
};
const STOPPING: IngestAnswer = {
  status: 503,
  headers: { 'retry-after': '5' },
  body: { error: 'the edge is stopping: send the body again later' },
};

/** `POST /api/logs`, `GET /health`, `GET /metrics`. */
export const listenHttp = async (options: HttpListenerOptions): Promise<Stoppable> => {
  const { host, port, limits, directory, context, health, metrics, failed } = options;
  let pendingBytes = 0;
  let stopping = false;

  const takeLogs = async (request: IncomingMessage): Promise<IngestAnswer> => {
    if (stopping) return STOPPING;
    const source = await sourceOfRequest(request.headers.authorization, directory, context.hasher);
    if (!source.ok) return source.error;
    const key = idempotencyKeyOf(request.headers['idempotency-key']?.toString());
    if (!key.ok) return key.error;
    const reserved = Math.min(Number(request.headers['content-length'] ?? limits.httpBodyBytes), limits.httpBodyBytes);
    if (pendingBytes + reserved > limits.httpPendingBytes) return BUSY;
    pendingBytes += reserved;
    try {
      const raw = await readBody(request, limits.httpBodyBytes);
      const body = raw.ok
        ? await decodeBody(raw.value, request.headers['content-encoding'], limits.httpBodyBytes)
        : raw;
      if (!body.ok) return await answerBodyFault(source.value, body.error, limits.httpBodyBytes, context);
      return await ingest(source.value, body.value, key.value, context);
    } finally {
      pendingBytes -= reserved;
    }
  };

  const route = async (request: IncomingMessage): Promise<IngestAnswer | string> => {
    const path = request.url?.split('?', 1)[0];
    if (path === '/health' && request.method === 'GET') return { status: 200, body: health() };
    if (path === '/metrics' && request.method === 'GET') return metrics();
    if (path !== '/api/logs')
      return { status: 404, body: { error: 'there are POST /api/logs, GET /health and GET /metrics' } };
    if (request.method === 'POST') return takeLogs(request);
    return { status: 405, headers: { allow: 'POST' }, body: { error: 'logs are sent with POST' } };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const result = await route(request).catch((error: unknown) => {
      failed(error);
      return DOWN;
    });
    // A body that was not read to its end would be taken for the next request.
    if (stopping || !request.complete) response.setHeader('connection', 'close');
    if (typeof result === 'string') {
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(result);
      return;
    }
    response
      .writeHead(result.status, { 'content-type': 'application/json', ...result.headers })
      .end(JSON.stringify(result.body));
  };

  const server = createServer(
    { headersTimeout: limits.httpHeadersMs, requestTimeout: limits.httpRequestMs, connectionsCheckingInterval: 1_000 },
    (request, response) => void answer(request, response),
  );
  server.maxConnections = limits.connections;
  server.maxHeadersCount = 50;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });

  const stop = async (deadline: number): Promise<void> => {
    stopping = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const timer = setTimeout(() => server.closeAllConnections(), Math.max(0, deadline - Date.now()));
    await closed;
    clearTimeout(timer);
  };

  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : port, stop };
};
