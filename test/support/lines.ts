import type { StreamLine } from '../../domain/archive/stored-line.ts';
import { TenantId } from '../../domain/model/tenant.ts';

export const ACME = TenantId.parse('acme-bank');
export const GLOBEX = TenantId.parse('globex-bank');

/** A line of the stream at sequence `1000 + n`, received `n` milliseconds after a fixed instant. */
export const streamLine = (n: number, raw: string, tenant: TenantId = ACME, shard = 0): StreamLine => ({
  position: { shard, sequence: String(1000 + n), subindex: 0 },
  envelope: {
    tenant,
    source: 'tcp-5140',
    trust: 'medium',
    receivedAt: new Date(Date.parse('2026-02-18T10:30:00.000Z') + n).toISOString(),
    ingestId: `ingest-${n}`,
    encoding: 'utf8',
    raw,
  },
});

/** Well-formed lines of a log type, all different. */
export const bankingLine = (n: number): string =>
  JSON.stringify({
    timestamp: new Date(Date.parse('2026-02-18T10:29:00.000Z') + n).toISOString(),
    log_type: 'core_banking',
    event_type: 'balance_inquiry',
    host: 'cbs-app-01',
    channel: 'web',
    user_id: `user.${n}`,
    account_id: `CHK${String(n).padStart(7, '0')}`,
    session_id: `session-${n}`,
    source_ip: `198.51.100.${n % 250}`,
    result: 'success',
  });
