'use client';
import { keepPreviousData, skipToken, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { OPEN } from '../../domain/hunt/hunt.ts';
import type { Band } from '../../domain/model/alert.ts';
import type { IncidentStatus } from '../../domain/model/incident.ts';
import { useTenancy } from '../shell/tenant.tsx';
import { read } from './call.ts';
import { isStatus } from './failure.ts';
import { operations } from './operations.ts';

/** Milliseconds between two looks at what changes by the second, and at what follows it. */
const LIVE = 2_500;
const SLOW = 10_000;

export type IncidentFilters = { readonly status: readonly IncidentStatus[]; readonly band: readonly Band[] };

export const useMe = () =>
  useQuery({ queryKey: ['me'], queryFn: ({ signal }) => read(operations.meGet, { signal }), staleTime: 60_000 });

export const useIncidents = (filters: IncidentFilters) => {
  const { tenant } = useTenancy();
  return useInfiniteQuery({
    queryKey: [tenant, 'incidents', filters],
    queryFn: ({ signal, pageParam }) =>
      read(operations.incidentList, { tenant, signal, query: { ...filters, limit: 50, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
    refetchInterval: LIVE,
  });
};

/** Incidents that wait for a decision, at most 200. */
export const useWaiting = () => {
  const { tenant } = useTenancy();
  return useQuery({
    queryKey: [tenant, 'waiting'],
    queryFn: ({ signal }) =>
      read(operations.incidentList, { tenant, signal, query: { status: ['pending_approval'], limit: 200 } }),
    refetchInterval: LIVE,
  });
};

export const useIncident = (id: string) => {
  const { tenant } = useTenancy();
  return useQuery({
    queryKey: [tenant, 'incident', id],
    queryFn: ({ signal }) => read(operations.incidentGet, { tenant, signal, params: { id } }),
    refetchInterval: ({ state }) => (isStatus(state.error, 404) ? SLOW : LIVE),
  });
};

export const useIncidentAlerts = (id: string) => {
  const { tenant } = useTenancy();
  return useInfiniteQuery({
    queryKey: [tenant, 'incident-alerts', id],
    queryFn: ({ signal, pageParam }) =>
      read(operations.incidentAlerts, { tenant, signal, params: { id }, query: { limit: 50, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
    refetchInterval: ({ state }) => (isStatus(state.error, 403) ? false : SLOW),
  });
};

/** Asked for again with every revision and state. */
export const useAssessment = (id: string, version: string) => {
  const { tenant } = useTenancy();
  return useQuery({
    queryKey: [tenant, 'assessment', id, version],
    queryFn: ({ signal }) => read(operations.incidentAssessment, { tenant, signal, params: { id } }),
    refetchInterval: SLOW,
    placeholderData: keepPreviousData,
  });
};

export const useIncidentPlaybooks = (id: string) => {
  const { tenant } = useTenancy();
  return useQuery({
    queryKey: [tenant, 'incident-playbooks', id],
    queryFn: ({ signal }) => read(operations.incidentPlaybooks, { tenant, signal, params: { id } }),
    refetchInterval: LIVE,
  });
};

/** Not asked for while there is no id. */
export const usePlaybook = (id: string | undefined) => {
  const { tenant } = useTenancy();
  return useQuery({
    queryKey: [tenant, 'playbook', id],
    queryFn:
      id === undefined ? skipToken : ({ signal }) => read(operations.playbookGet, { tenant, signal, params: { id } }),
    refetchInterval: LIVE,
  });
};

export const useAudit = (incident_id: string) => {
  const { tenant } = useTenancy();
  return useInfiniteQuery({
    queryKey: [tenant, 'audit', incident_id],
    queryFn: ({ signal, pageParam }) =>
      read(operations.auditList, { tenant, signal, query: { incident_id, limit: 100, after: pageParam } }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ after }) => after,
    refetchInterval: 2 * LIVE,
  });
};

export const useNotifications = () => {
  const { tenant } = useTenancy();
  return useQuery({
    queryKey: [tenant, 'notifications'],
    queryFn: ({ signal }) => read(operations.notificationList, { tenant, signal, query: { limit: 100 } }),
    refetchInterval: 2 * LIVE,
  });
};

export const useAutomation = () => {
  const { tenant } = useTenancy();
  return useQuery({
    queryKey: [tenant, 'automation'],
    queryFn: ({ signal }) => read(operations.automationGet, { tenant, signal }),
    refetchInterval: 2 * LIVE,
  });
};

export const useSources = () => {
  const { tenant } = useTenancy();
  return useQuery({
    queryKey: [tenant, 'sources'],
    queryFn: ({ signal }) => read(operations.sourceList, { tenant, signal }),
    refetchInterval: 2 * LIVE,
  });
};

export const useMetrics = () => {
  const { tenant } = useTenancy();
  return useQuery({
    queryKey: [tenant, 'metrics'],
    queryFn: ({ signal }) => read(operations.metricsGet, { tenant, signal }),
    refetchInterval: SLOW,
  });
};

export const useHealth = () => {
  const { tenant } = useTenancy();
  return useQuery({
    queryKey: [tenant, 'health'],
    queryFn: ({ signal }) => read(operations.healthGet, { tenant, signal }),
    refetchInterval: SLOW,
  });
};

export const useReports = () => {
  const { tenant } = useTenancy();
  return useInfiniteQuery({
    queryKey: [tenant, 'reports'],
    queryFn: ({ signal, pageParam }) =>
      read(operations.reportList, { tenant, signal, query: { limit: 50, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
    refetchInterval: 6 * SLOW,
  });
};

export const useHunts = () => {
  const { tenant } = useTenancy();
  return useInfiniteQuery({
    queryKey: [tenant, 'hunts', 'list'],
    queryFn: ({ signal, pageParam }) =>
      read(operations.huntList, { tenant, signal, query: { limit: 20, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) => items.some(({ status }) => OPEN.includes(status))) ? LIVE : SLOW,
  });
};

/** Asked for again while it is under way. */
export const useHunt = (id: string) => {
  const { tenant } = useTenancy();
  return useQuery({
    queryKey: [tenant, 'hunts', id],
    queryFn: ({ signal }) => read(operations.huntGet, { tenant, signal, params: { id } }),
    refetchInterval: ({ state: { data } }) => (data && !OPEN.includes(data.hunt.status) ? false : LIVE),
  });
};

/** The line of an event as it came, once somebody asks for it: it never changes. */
export const useEvidence = (id: string, wanted: boolean) => {
  const { tenant } = useTenancy();
  return useQuery({
    queryKey: [tenant, 'evidence', id],
    queryFn: ({ signal }) => read(operations.eventRaw, { tenant, signal, params: { id } }),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
  });
};
