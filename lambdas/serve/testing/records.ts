import { Alert } from '../../../domain/model/alert.ts';
import { Incident } from '../../../domain/model/incident.ts';
import { EventId } from '../../../domain/model/position.ts';
import { TenantId } from '../../../domain/model/tenant.ts';
import type { Evidence } from '../../../domain/ports/evidence-reader.ts';
import { exampleAlert, exampleEvidence, exampleIncident } from '../../../domain/serve/contract/examples.ts';

export const ACME = TenantId.parse('acme-bank');
export const GLOBEX = TenantId.parse('globex-bank');
/** The instant at which the tests happen. */
export const NOW = Date.parse('2026-02-18T12:00:00.000Z');

/** What an attacker writes into a log line. */
export const HOSTILE = `<img src=x onerror=alert(1)>'; DROP TABLE incidents; -- ../../etc/passwd \u0000 \u202e {{7*7}} \${jndi:ldap://x}`;

const shardOf = (tenant: TenantId): number => (tenant === ACME ? 0 : 1);
const hex = (n: number): string => n.toString(16).padStart(16, '0');

export const eventIdOf = (tenant: TenantId, n: number) => EventId.parse(`${shardOf(tenant)}:4966200${n}:${n}`);
export const incidentIdOf = (tenant: TenantId, n: number): string => `INC-2026-02-18-${shardOf(tenant)}AAAAAAAA${n}`;

/** `n` minutes after 10:00. */
const at = (n: number): string => new Date(Date.parse('2026-02-18T10:00:00.000Z') + n * 60_000).toISOString();

export const alertOf = (tenant: TenantId, n: number): Alert =>
  Alert.parse({
    ...exampleAlert,
    id: `${Date.parse(at(n))}.${hex(n + 16 * shardOf(tenant))}`,
    tenant,
    timestamp: at(n),
    full_log: HOSTILE,
    rule: { ...exampleAlert.rule, id: String(100_100 + n), level: n },
    event_ids: [eventIdOf(tenant, n)],
  });

export const incidentOf = (tenant: TenantId, n: number): Incident =>
  Incident.parse({
    ...exampleIncident,
    incident_id: incidentIdOf(tenant, n),
    tenant,
    title: HOSTILE,
    status: n % 2 === 0 ? 'new' : 'closed',
    band: n < 3 ? 'LOW' : 'CRITICAL',
    last_event_at: at(n),
  });

export const eventOf = (tenant: TenantId, n: number): Record<string, unknown> => ({
  '@timestamp': at(n),
  'event.id': eventIdOf(tenant, n),
  tenant,
  source_ip: `198.51.100.${n}`,
  user_id: HOSTILE,
  'event.original': HOSTILE,
  'event.repeated': false,
  'event.duration': null,
});

export const evidenceOf = (tenant: TenantId, n: number): Evidence => ({
  ...exampleEvidence,
  id: eventIdOf(tenant, n),
  key: `logs/tenant=${tenant}/date=2026-02-18/hour=10/object.ndjson.gz`,
  raw: HOSTILE,
  receivedAt: at(n),
  merkleRoot: exampleEvidence.merkle_root,
  masked: [{ kind: 'card_security_code', offset: 3, length: 3 }],
});
