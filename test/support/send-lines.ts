import { once } from 'node:events';
import { connect } from 'node:net';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { Run } from '../../localstack/run-file.ts';

const LINES_A_WRITE = 200;

const tenantOf = ({ tenants }: Run, tenant: TenantId): Run['tenants'][number] => {
  const found = tenants.find(({ id }) => id === tenant);
  if (!found) throw new Error(`the seed has no tenant ${tenant}`);
  return found;
};

/** Sends bytes over TCP to the tenant's port of the edge, as fast as it takes them, and hangs up. */
export const sendBytes = async (run: Run, tenant: TenantId, chunks: Iterable<Uint8Array>): Promise<void> => {
  const socket = connect(tenantOf(run, tenant).tcpPort, '127.0.0.1');
  await once(socket, 'connect');
  socket.resume();
  const closed = once(socket, 'close');
  for (const chunk of chunks) if (!socket.write(chunk)) await once(socket, 'drain');
  socket.end();
  await closed;
};

function* chunksOf(lines: Iterable<string>): Generator<Uint8Array> {
  let batch: string[] = [];
  for (const line of lines) {
    batch.push(`${line}\n`);
    if (batch.length === LINES_A_WRITE) {
      yield Buffer.from(batch.join(''));
      batch = [];
    }
  }
  yield Buffer.from(batch.join(''));
}

/** Sends lines over TCP in order, each ended by a line feed. */
export const sendLines = (run: Run, tenant: TenantId, lines: Iterable<string>): Promise<void> =>
  sendBytes(run, tenant, chunksOf(lines));

export type HttpAnswer = { readonly status: number; readonly json: unknown };

/** The two HTTP ingresses: the port of the edge, and the collect Lambda behind API Gateway. */
export const HTTP_INGRESSES = ['edge', 'gateway'] as const;
export type HttpIngress = (typeof HTTP_INGRESSES)[number];

type Request = {
  readonly via?: HttpIngress;
  /** The tenant's own where none is given, none at all where null. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Posts a body of logs. */
export const postBody = async (
  run: Run,
  tenant: TenantId,
  body: string | Uint8Array<ArrayBuffer>,
  { via = 'edge', token = tenantOf(run, tenant).ingestToken, headers = {} }: Request = {},
): Promise<HttpAnswer> => {
  const base = via === 'edge' ? `http://127.0.0.1:${run.endpoints.ports.http}` : run.apiUrl;
  const response = await fetch(`${base}/api/logs`, {
    method: 'POST',
    headers: { ...(token !== null && { authorization: `Bearer ${token}` }), ...headers },
    body,
  });
  return { status: response.status, json: await response.json() };
};
