import type { Random } from '../random.ts';

export type ApiCall = {
  readonly host: string;
  readonly clientId: string;
  readonly userId?: string;
  readonly sourceAddress: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly status: number;
  readonly bytesOut: number;
  readonly userAgent: string;
  readonly latency?: number;
};

/** A line of the API gateway (docs/log-types.md). */
export const apiGatewayLine = (at: number, call: ApiCall, random: Random): string =>
  JSON.stringify({
    timestamp: new Date(at).toISOString(),
    log_type: 'api_gateway',
    host: call.host,
    request_id: random.hex(32),
    client_id: call.clientId,
    user_id: call.userId,
    source_ip: call.sourceAddress,
    method: call.method,
    path: call.path,
    status: call.status,
    latency_ms: call.latency ?? Math.round(12 + random.exponential(40)),
    bytes_in: random.integer(180, 900),
    bytes_out: call.bytesOut,
    user_agent: call.userAgent,
  });
