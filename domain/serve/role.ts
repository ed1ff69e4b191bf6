import { z } from 'zod';

export const Role = z.enum(['tenant-viewer', 'tenant-approver', 'analyst', 'executive', 'administrator']);
export type Role = z.infer<typeof Role>;

/** Everybody who has a role sees incidents and figures. */
export const ALL_ROLES: readonly Role[] = Role.options;

/** Executives read summaries: text of log lines, with the personal data in it, is for those who work with it. */
export const LOG_READERS: readonly Role[] = ['tenant-viewer', 'tenant-approver', 'analyst', 'administrator'];

/** Raw evidence is for those who decide or investigate. */
export const EVIDENCE_READERS: readonly Role[] = ['tenant-approver', 'analyst', 'administrator'];

/** Hunts read everything that the tenant's sources sent, and cost money. */
export const HUNTERS: readonly Role[] = ['tenant-approver', 'analyst'];

/** Who decides on plans, takes actions back and stops automation: the bank's own approvers, and nobody by other virtues. */
export const DECIDERS: readonly Role[] = ['tenant-approver'];
