import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { archiveTools } from '../../adapters/archive-tools.ts';
import { dynamoOfferLedger } from '../../adapters/dynamodb/offer-ledger.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { kmsAuditSigner } from '../../adapters/kms/audit-signer.ts';
import { postgresAuditLog } from '../../adapters/postgres/audit-log.ts';
import { postgresIncidentRepository } from '../../adapters/postgres/incident-repository.ts';
import { postgresNotificationStore } from '../../adapters/postgres/notification-store.ts';
import { postgresTenantRegistry } from '../../adapters/postgres/tenant-registry.ts';
import { reportClient, reportStore } from '../../adapters/reports/report-store.ts';
import { s3ArchiveStore } from '../../adapters/s3/archive-store.ts';
import { archiveLines } from '../../domain/archive/archive-lines.ts';
import { alertOf, user } from '../../domain/incident/testing/alerts.ts';
import { container } from '../../lambdas/report/container.ts';
import { reportHandler } from '../../lambdas/report/handler.ts';
import { ACME, bankingLine, GLOBEX, streamLine } from '../support/lines.ts';
import { APPLICATION_PASSWORD, type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';
import { scratchTable } from '../support/scratch-table.ts';

const BUCKET = `report-container-${process.pid}`;
/** The day of receipt of the lines in test/support/lines.ts. */
const DAY = '2026-02-18';
const HOSTILE = '<script>alert(1)</script>';

let scratch: ScratchDatabase;
let dropTable: () => Promise<void>;
let keyId: string;
let handler: ReturnType<typeof reportHandler>;

beforeAll(async () => {
  vi.stubEnv('LOG_LEVEL', 'SILENT');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true');
  const { table, drop } = await scratchTable('report-container');
  dropTable = drop;
  scratch = await scratchDatabase();
  await new S3Client({ forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: BUCKET }));
  const { KeyMetadata } = await new KMSClient({}).send(
    new CreateKeyCommand({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }),
  );
  keyId = KeyMetadata?.KeyId ?? '';
  const { ARN = '' } = await new SecretsManagerClient({}).send(
    new CreateSecretCommand({
      Name: BUCKET,
      SecretString: JSON.stringify({ username: 'watchkeep_app', password: APPLICATION_PASSWORD }),
    }),
  );
  const registry = postgresTenantRegistry(scratch.database);
  for (const tenant of [ACME, GLOBEX]) {
    await registry.save(
      { id: tenant, name: `The ${tenant}`, enabled: true },
      { mode: 'human', incidentLevel: 4, windowMinutes: 60 },
    );
    await registry.saveSource(tenant, { tenant, id: 'tcp-5140', ingress: 'tcp', trust: 'medium', enabled: true });
  }
  const lines = Array.from({ length: 5 }, (_, n) => streamLine(n, bankingLine(n), ACME, 0));
  await archiveLines(ACME, lines, s3ArchiveStore(BUCKET, table), archiveTools);
  const minute = lines[0]?.envelope.receivedAt.slice(0, 16) ?? '';
  await dynamoOfferLedger(table).recordOffers(ACME, [
    { minute, source: 'tcp-5140', instance: 'test', serial: 1, lines: 5, resent: 0 },
  ]);
  await postgresIncidentRepository(scratch.database, nodeHasher).recordAlerts(
    ACME,
    [alertOf({ n: 1, minute: 1, level: 10, entities: [user(HOSTILE)], description: `Sign-in of ${HOSTILE}` })],
    Date.parse(`${DAY}T10:05:00Z`),
  );
  const { host, port } = inject('endpoints').postgres;
  handler = reportHandler(
    container({
      ...process.env,
      TABLE_NAME: table.name,
      REPORT_BUCKET: BUCKET,
      AUDIT_KEY_ID: keyId,
      DATABASE_HOST: host,
      DATABASE_PORT: String(port),
      DATABASE_NAME: scratch.name,
      DATABASE_SECRET_ARN: ARN,
    }),
  );
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await scratch.drop();
  await dropTable();
});

describe('the report step on the platform', () => {
  it('writes a page and a PDF of the day for each tenant, from all stores, and signs that it did', async () => {
    const id = `RPT-daily-${DAY}`;
    expect(await handler({ day: DAY })).toEqual({
      reports: [
        { tenant: ACME, report_id: id },
        { tenant: GLOBEX, report_id: id },
      ],
    });
    const store = reportStore(reportClient(), BUCKET, scratch.database);
    const report = await store.get(ACME, id);
    if (!report) throw new Error('no report');
    const pdf = new Uint8Array(await (await fetch(await store.link(ACME, report, 'pdf'))).arrayBuffer());
    expect(Buffer.from(pdf.subarray(0, 8)).toString()).toBe('%PDF-1.7');
    expect(nodeHasher.sha256(pdf)).toBe(report.files.find(({ format }) => format === 'pdf')?.sha256);
    const page = await (await fetch(await store.link(ACME, report, 'html'))).text();
    expect(page).toContain('1 incident was opened for The acme-bank on 18 February 2026');
    expect(page).toContain('5 log lines from 1 source were archived unchanged');
    expect(page).toContain('Brute Force (T1110)');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script');

    const [entry] = await postgresAuditLog(scratch.database, nodeHasher, kmsAuditSigner(keyId)).list(ACME, {
      limit: 5,
    });
    expect(entry).toMatchObject({ kind: 'report_created', subject: id });
    expect(entry && (await kmsAuditSigner(keyId).verify(entry.hash, entry.signature, entry.key_id))).toBe(true);
    const { items } = await postgresNotificationStore(scratch.database).list(GLOBEX, { limit: 5 });
    expect(items).toEqual([expect.objectContaining({ kind: 'report' })]);
    const quiet = await store.get(GLOBEX, id);
    if (!quiet) throw new Error('no report');
    expect(await (await fetch(await store.link(GLOBEX, quiet, 'html'))).text()).toContain('No incidents were opened');
    expect(await handler({ day: DAY })).toMatchObject({ reports: [{ report_id: id }, { report_id: id }] });
    expect(await store.get(ACME, id)).toEqual(report);
  });
});
