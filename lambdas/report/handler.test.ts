import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nodeHasher } from '../../adapters/hashing.ts';
import { memoryActionStore } from '../../adapters/memory/action-store.ts';
import { memoryAuditLog } from '../../adapters/memory/audit-log.ts';
import { memoryAuditSigner } from '../../adapters/memory/audit-signer.ts';
import { memoryNotificationStore } from '../../adapters/memory/notification-store.ts';
import { memoryOfferLedger } from '../../adapters/memory/offer-ledger.ts';
import { memoryPlans } from '../../adapters/memory/plan-store.ts';
import { memoryReportStore } from '../../adapters/memory/report-store.ts';
import { memoryResponsePolicies } from '../../adapters/memory/response-policies.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import { busyDay } from '../../domain/report/testing/figures.ts';
import { observe } from '../support/observability.ts';
import { type Dependencies, reportHandler } from './handler.ts';

const [ACME, GLOBEX, CLOSED] = ['acme-bank', 'globex-bank', 'closed-bank'].map((id) => TenantId.parse(id));
const NOW = Date.parse('2026-02-19T00:20:00Z');

const setUp = (changes: Partial<Dependencies['sources']> = {}) => {
  let now = NOW;
  const day = busyDay();
  const { plans, approvals } = memoryPlans();
  const reports = memoryReportStore();
  const audit = memoryAuditLog(nodeHasher, memoryAuditSigner());
  const notifications = memoryNotificationStore();
  const handler = reportHandler({
    registry: {
      tenants: async () =>
        [ACME, GLOBEX, CLOSED].flatMap((id) => (id ? [{ id, name: `${id}!`, enabled: id !== CLOSED }] : [])),
    },
    sources: {
      incidents: { get: async (_, id) => day.notable.find(({ incident }) => incident.incident_id === id)?.incident },
      incidentFigures: { incidentFigures: async () => day.incidents },
      plans,
      approvals,
      actions: memoryActionStore(),
      response: { response: async () => day.response },
      policies: memoryResponsePolicies(),
      registry: { sources: async () => [] },
      ledger: memoryOfferLedger(),
      packs: { async *quarantined() {} },
      metrics: { counters: async () => day.counters },
      techniques: new Map([['T1078', { technique: 'Valid Accounts', tactics: [] }]]),
      ...changes,
    },
    reports,
    audit,
    notifications,
    renderPdf: async (document) => new TextEncoder().encode(`pdf of ${document.tenant} ${now}`),
    sha256Base64: (text) => createHash('sha256').update(text).digest('base64'),
    clock: () => now,
    ...observe('report'),
  });
  const later = (): void => {
    now += 60_000;
  };
  return { handler, reports, audit, notifications, later };
};

const tenant = (id: TenantId | undefined): TenantId => id ?? TenantId.parse('missing');

describe('reportHandler', () => {
  it('makes the report of yesterday for every enabled tenant, tells of it and leaves an audit entry', async () => {
    const { handler, reports, audit, notifications } = setUp();
    expect(await handler({ id: 'from a schedule' })).toEqual({
      reports: [
        { tenant: 'acme-bank', report_id: 'RPT-daily-2026-02-18' },
        { tenant: 'globex-bank', report_id: 'RPT-daily-2026-02-18' },
      ],
    });
    const { items } = await reports.list(tenant(ACME), { limit: 10 });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      period_start: '2026-02-18T00:00:00.000Z',
      period_end: '2026-02-19T00:00:00.000Z',
    });
    expect([...reports.files.keys()]).toEqual([
      'reports/tenant=acme-bank/date=2026-02-18/RPT-daily-2026-02-18.html',
      'reports/tenant=acme-bank/date=2026-02-18/RPT-daily-2026-02-18.pdf',
      'reports/tenant=globex-bank/date=2026-02-18/RPT-daily-2026-02-18.html',
      'reports/tenant=globex-bank/date=2026-02-18/RPT-daily-2026-02-18.pdf',
    ]);
    const [page] = reports.files.values();
    expect(new TextDecoder().decode(page)).toContain('14 incidents were opened for acme-bank!');
    expect(await audit.list(tenant(ACME), { limit: 10 })).toEqual([
      expect.objectContaining({
        kind: 'report_created',
        actor: 'system:report',
        subject: 'RPT-daily-2026-02-18',
        detail: expect.objectContaining({ pdf_sha256: items[0]?.files[1]?.sha256 }),
      }),
    ]);
    expect((await notifications.list(tenant(GLOBEX), { limit: 10 })).items).toEqual([
      expect.objectContaining({ kind: 'report', notification_id: 'report/RPT-daily-2026-02-18' }),
    ]);
    expect((await reports.list(tenant(CLOSED), { limit: 10 })).items).toEqual([]);
  });

  it('leaves a report that is there as it is, however often it is asked for', async () => {
    const { handler, reports, audit, notifications, later } = setUp();
    await handler({});
    const before = await reports.list(tenant(ACME), { limit: 10 });
    later();
    await handler({ day: '2026-02-18' });
    expect(await reports.list(tenant(ACME), { limit: 10 })).toEqual(before);
    expect(await audit.list(tenant(ACME), { limit: 10 })).toHaveLength(1);
    expect((await notifications.list(tenant(ACME), { limit: 10 })).items).toHaveLength(1);
  });

  it('goes on with the others where one tenant fails, then fails; the repetition makes what is missing', async () => {
    let isDown = true;
    const { counters } = busyDay();
    const { handler, reports } = setUp({
      metrics: {
        counters: async (id) => {
          if (isDown && id === ACME) throw new Error('the table is away');
          return counters;
        },
      },
    });
    await expect(handler({})).rejects.toThrow('acme-bank: the table is away');
    expect((await reports.list(tenant(GLOBEX), { limit: 10 })).items).toHaveLength(1);
    expect((await reports.list(tenant(ACME), { limit: 10 })).items).toEqual([]);
    isDown = false;
    await handler({});
    expect((await reports.list(tenant(ACME), { limit: 10 })).items).toHaveLength(1);
  });

  it('refuses a day that is none or has not begun', async () => {
    const { handler } = setUp();
    await expect(handler({ day: '2026-02-31' })).rejects.toThrow('2026-02-31 is no day');
    await expect(handler({ day: '2027-01-01' })).rejects.toThrow('has not begun');
    await expect(handler({ day: 7 })).rejects.toThrow();
  });
});
