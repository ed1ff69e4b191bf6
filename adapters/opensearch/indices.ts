import { dayOf } from '../../domain/model/time.ts';

/**
 * The names of the indices. Days are days of receipt, not of the event: a hostile line may claim any time, and one index a
 * claimed day would let it fill the cluster with indices.
 */
export type Indices = {
  readonly logs: (receivedAt: string) => string;
  readonly alerts: (receivedAt: string) => string;
  readonly incidents: string;
  readonly rejected: string;
  readonly allLogs: string;
  readonly allAlerts: string;
};

const ALERTS = 'wazuh-alerts';

export const indicesOf = (prefix: string): Indices => ({
  logs: (receivedAt) => `${prefix}-logs-${dayOf(receivedAt)}`,
  alerts: (receivedAt) => `${ALERTS}-${dayOf(receivedAt)}`,
  incidents: `${prefix}-incidents`,
  rejected: `${prefix}-rejected`,
  allLogs: `${prefix}-logs-*`,
  allAlerts: `${ALERTS}-*`,
});
