import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeHasher } from '../../adapters/hashing.ts';
import { memoryReportStore } from '../../adapters/memory/report-store.ts';
import { reportStore } from '../../adapters/reports/report-store.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { ReportStore } from '../../domain/ports/report-store.ts';
import { newTenant } from '../support/response-fixture.ts';
import { type ScratchDatabase, scratchDatabase } from '../support/scratch-database.ts';

const BUCKET = `contract-reports-${process.pid}`;
const client = new S3Client({ forcePathStyle: true });
let scratch: ScratchDatabase;

beforeAll(async () => {
  scratch = await scratchDatabase();
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
});
afterAll(() => scratch.drop());

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const report = (day: string) => ({
  report_id: `RPT-daily-${day}`,
  kind: 'daily' as const,
  period_start: `${day}T00:00:00.000Z`,
  period_end: new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000).toISOString(),
  created_at: `${day}T23:00:00.000Z`,
});

const files = (name: string) =>
  [
    { format: 'html', body: bytes(`<p>${name}</p>`) },
    { format: 'pdf', body: bytes(`%PDF ${name}`) },
  ] as const;

const stores = [
  ['in memory', memoryReportStore],
  ['in S3 and PostgreSQL', () => reportStore(client, BUCKET, scratch.database)],
] as const;

describe.each(stores)('ReportStore %s', (_, storeOf) => {
  let store: ReportStore;
  let tenant: TenantId;
  let other: TenantId;
  beforeAll(async () => {
    store = storeOf();
    tenant = await newTenant(scratch);
    other = await newTenant(scratch);
  });

  it('keeps the first report of a period, files and metadata', async () => {
    const kept = await store.put(tenant, report('2026-02-18'), files('first'));
    expect(kept.files).toEqual(
      files('first').map(({ format, body }) => ({
        format,
        key: `reports/tenant=${tenant}/date=2026-02-18/RPT-daily-2026-02-18.${format}`,
        bytes: body.length,
        sha256: nodeHasher.sha256(body),
      })),
    );
    const again = await store.put(
      tenant,
      { ...report('2026-02-18'), created_at: '2026-03-01T00:00:00.000Z' },
      files('2nd'),
    );
    expect(again).toEqual(kept);
    expect(await store.get(tenant, 'RPT-daily-2026-02-18')).toEqual(kept);
  });

  it('lists newest first, a page at a time, and shows no tenant what is another’s', async () => {
    for (const day of ['2026-02-19', '2026-02-20']) await store.put(tenant, report(day), files(day));
    const first = await store.list(tenant, { limit: 2 });
    expect(first.items.map(({ report_id }) => report_id)).toEqual(['RPT-daily-2026-02-20', 'RPT-daily-2026-02-19']);
    const rest = await store.list(tenant, { limit: 2, ...(first.cursor !== undefined && { cursor: first.cursor }) });
    expect(rest.items.map(({ report_id }) => report_id)).toEqual(['RPT-daily-2026-02-18']);
    expect(rest.cursor).toBeUndefined();
    expect(await store.get(other, 'RPT-daily-2026-02-18')).toBeUndefined();
    expect((await store.list(other, { limit: 2 })).items).toEqual([]);
  });

  it('gives no link to another tenant’s file, to a format that is not there, and takes no id that leads elsewhere', async () => {
    const kept = await store.put(tenant, report('2026-02-21'), files('x').slice(0, 1));
    await expect(store.link(other, kept, 'html')).rejects.toThrow('is not under');
    await expect(store.link(tenant, kept, 'pdf')).rejects.toThrow('no pdf');
    const escaping = { ...report('2026-02-21'), report_id: 'RPT-../../x' };
    await expect(store.put(tenant, escaping, files('x'))).rejects.toThrow('no id of a report');
  });
});

describe('links of the report store in S3', () => {
  it('let their holder read the file for five minutes, as what it is', async () => {
    const store = reportStore(client, BUCKET, scratch.database);
    const tenant = await newTenant(scratch);
    const kept = await store.put(tenant, report('2026-02-18'), files('linked'));
    const url = new URL(await store.link(tenant, kept, 'pdf'));
    expect(url.searchParams.get('X-Amz-Expires')).toBe('300');
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('%PDF linked');
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const page = await fetch(await store.link(tenant, kept, 'html'));
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-disposition')).toMatch(
      /^attachment; filename="tenant-\d+-RPT-daily-2026-02-18\.html"$/,
    );
  });

  it('takes up a report whose metadata a crash kept from being written', async () => {
    const store = reportStore(client, BUCKET, scratch.database);
    const tenant = await newTenant(scratch);
    const elsewhere = { ...scratch.database, withTenant: () => Promise.reject(new Error('Postgres is away')) };
    const broken = reportStore(client, BUCKET, elsewhere);
    await expect(broken.put(tenant, report('2026-02-18'), files('first'))).rejects.toThrow('away');
    const kept = await store.put(tenant, report('2026-02-18'), files('a second, longer one'));
    expect(kept.files.map(({ sha256 }) => sha256)).toEqual(files('first').map(({ body }) => nodeHasher.sha256(body)));
    expect(await (await fetch(await store.link(tenant, kept, 'pdf'))).text()).toBe('%PDF first');
  });
});
