import { nodeHasher } from '../../../adapters/hashing.ts';
import { memoryActionStore } from '../../../adapters/memory/action-store.ts';
import { memoryAuditLog } from '../../../adapters/memory/audit-log.ts';
import { memoryAuditSigner } from '../../../adapters/memory/audit-signer.ts';
import { memoryHuntStore } from '../../../adapters/memory/hunt-store.ts';
import { memoryIncidentLifecycle } from '../../../adapters/memory/incident-lifecycle.ts';
import { incidentState } from '../../../adapters/memory/incident-state.ts';
import { memoryNotificationStore } from '../../../adapters/memory/notification-store.ts';
import { memoryPlans } from '../../../adapters/memory/plan-store.ts';
import { memoryResponsePolicies } from '../../../adapters/memory/response-policies.ts';
import { startHunt } from '../../../domain/hunt/start-hunt.ts';
import { ok } from '../../../domain/model/result.ts';
import type { TenantId } from '../../../domain/model/tenant.ts';
import type { RollbackPorts } from '../../../domain/respond/ports.ts';
import { rollbackAction } from '../../../domain/respond/rollback-action.ts';
import { exampleEnrichment, exampleScore } from '../../../domain/serve/contract/examples-response.ts';
import type { Services } from '../../../domain/serve/services.ts';
import { ACME, GLOBEX, incidentIdOf, NOW } from './records.ts';
import {
  actionOf,
  notificationOf,
  planHashOf,
  planOf,
  playbookIdFor,
  reportOf,
  taskTokenOf,
} from './response-records.ts';

/** Plans 0 to 2 of each tenant wait for a person, until ten minutes from now; an action of each was done. */
const WAITING = [0, 1, 2];

export type Resumed = { readonly taskToken: string; readonly output: Readonly<Record<string, string>> };
export type RolledBack = { readonly tenant: TenantId; readonly target: string; readonly snapshot: unknown };

/** What the operations did to the world, so that a test can see it. */
export type Done = {
  readonly resumed: Resumed[];
  readonly rolledBack: RolledBack[];
  readonly windows: string[];
  /** Parts of hunts that were handed to the queue. */
  readonly hunted: string[];
};

export type ResponseServices = Omit<
  Services,
  'incidents' | 'alerts' | 'search' | 'evidence' | 'sources' | 'metrics' | 'health' | 'cursorKey'
>;

/** The second half of the path in memory, for two tenants. */
export const responseServices = async (): Promise<{ services: ResponseServices; done: Done }> => {
  const done: Done = { resumed: [], rolledBack: [], windows: [], hunted: [] };
  const hunts = memoryHuntStore();
  const queue = {
    send: async (tenant: TenantId, id: string, part: number) => void done.hunted.push(`${tenant} ${id} ${part}`),
  };
  const { plans, approvals } = memoryPlans();
  const actions = memoryActionStore();
  const notifications = memoryNotificationStore();
  for (const tenant of [ACME, GLOBEX]) {
    for (const n of WAITING) {
      await plans.put(tenant, planOf(tenant, n));
      const request = {
        playbookId: playbookIdFor(tenant, n),
        incidentId: incidentIdOf(tenant, n),
        planHash: planHashOf(tenant, n),
        taskToken: taskTokenOf(tenant, n),
        expiresAt: NOW + 600_000,
      };
      await approvals.request(tenant, request, NOW - 60_000);
      await notifications.add(tenant, notificationOf(tenant, n));
    }
    await actions.add(
      tenant,
      WAITING.map((n) => actionOf(tenant, n)),
    );
  }
  const reports = new Map([ACME, GLOBEX].map((tenant) => [tenant, reportOf(tenant)]));
  const audit = memoryAuditLog(nodeHasher, memoryAuditSigner());
  const rollbackPorts: RollbackPorts = {
    actions,
    plans,
    audit,
    lifecycle: memoryIncidentLifecycle(incidentState()),
    clock: () => NOW,
    adapters: {
      block_ip: {
        actionType: 'block_ip',
        precheck: async (_tenant, target) => ok(target),
        blastRadius: async () => '1 address',
        snapshot: async () => ({}),
        execute: async () => {},
        verify: async () => true,
        rollback: async (tenant, target, snapshot) => {
          done.rolledBack.push({ tenant, target, snapshot });
        },
      },
    },
  };
  const services: ResponseServices = {
    plans,
    approvals,
    actions,
    notifications,
    audit,
    policies: memoryResponsePolicies(),
    assessments: {
      score: async (tenant, { incidentId }) => (incidentId === incidentIdOf(tenant, 0) ? exampleScore : undefined),
      enrichment: async (tenant, { incidentId }) =>
        incidentId === incidentIdOf(tenant, 0) ? exampleEnrichment : undefined,
    },
    reports: {
      get: async (tenant, id) => {
        const report = reports.get(tenant);
        return report?.report_id === id ? report : undefined;
      },
      list: async (tenant) => ({ items: [reports.get(tenant) ?? reportOf(tenant)] }),
      link: async (tenant, report, format) => `https://reports.example/${tenant}/${report.report_id}.${format}?X-Amz=1`,
    },
    responseMetrics: {
      response: async (_tenant, from, to) => {
        done.windows.push(`${from} ${to}`);
        return {
          incidents: { executed: 2 },
          plans: { executed: 2, pending_approval: 1 },
          actions: { verified: 2 },
          secondsToPlan: { count: 3, mean: 2, p95: 3 },
          secondsToDecision: { count: 0 },
          secondsToResponse: { count: 2, mean: 5.5, p95: 6 },
        };
      },
      incidents: async (_tenant, from, to, minutes) => {
        done.windows.push(`${from} ${to} ${minutes}`);
        return [{ time: from, band: 'HIGH', count: 3 }];
      },
    },
    workflow: {
      resume: async (taskToken, output) => {
        const isFirst = done.resumed.every((resumed) => resumed.taskToken !== taskToken);
        done.resumed.push({ taskToken, output });
        return isFirst ? 'resumed' : 'gone';
      },
    },
    rollback: (tenant, actionId, actor) => rollbackAction(tenant, actionId, actor, rollbackPorts),
    hunts,
    hunt: (tenant, request, now) => startHunt(tenant, request, { hunts, queue, hasher: nodeHasher }, now),
  };
  return { services, done };
};
