import type { Plan } from '../../../domain/model/plan.ts';
import { playbookIdOf } from '../../../domain/model/plan.ts';
import type { Notification, Report, ResponseAction } from '../../../domain/model/response.ts';
import type { TenantId } from '../../../domain/model/tenant.ts';
import {
  exampleAction,
  exampleNotification,
  examplePlan,
  exampleReport,
} from '../../../domain/serve/contract/examples-response.ts';
import { HOSTILE, incidentIdOf, NOW } from './records.ts';

/** Hashes of plans differ by tenant and number. */
export const planHashOf = (tenant: TenantId, n: number): string =>
  `${n}${tenant === 'acme-bank' ? 'a' : 'b'}`.padEnd(64, '0');
export const playbookIdFor = (tenant: TenantId, n: number): string => playbookIdOf(incidentIdOf(tenant, n), 1);
export const actionIdOf = (tenant: TenantId, n: number): string => `${playbookIdFor(tenant, n)}/a1`;
/** What may never leave the store. */
export const taskTokenOf = (tenant: TenantId, n: number): string => `TASK-TOKEN-${tenant}-${n}`;
export const reportIdOf = (tenant: TenantId): string => `RPT-daily-2026-02-${tenant === 'acme-bank' ? '16' : '17'}`;

const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();

export const planOf = (tenant: TenantId, n: number): Plan => ({
  ...examplePlan,
  playbook_id: playbookIdFor(tenant, n),
  incident_id: incidentIdOf(tenant, n),
  plan_hash: planHashOf(tenant, n),
  executive_summary: HOSTILE,
  created_at: at(n - 10),
});

export const actionOf = (tenant: TenantId, n: number): ResponseAction => ({
  ...exampleAction,
  action_id: actionIdOf(tenant, n),
  playbook_id: playbookIdFor(tenant, n),
  incident_id: incidentIdOf(tenant, n),
  snapshot: { secret: 'the state before' },
  created_at: at(n - 5),
  updated_at: at(n - 5),
});

export const notificationOf = (tenant: TenantId, n: number): Notification => ({
  ...exampleNotification,
  notification_id: `approval_needed/${playbookIdFor(tenant, n)}`,
  incident_id: incidentIdOf(tenant, n),
  created_at: at(n - 10),
});

export const reportOf = (tenant: TenantId): Report => ({
  ...exampleReport,
  report_id: reportIdOf(tenant),
  files: exampleReport.files.map((file) => ({ ...file, key: `reports/tenant=${tenant}/report.pdf` })),
});
