import type { AuditEntry, AuditKind, Notification } from '../model/response.ts';
import type { TenantId } from '../model/tenant.ts';
import type { HashSigner } from './hash-signer.ts';
import type { Page } from './incident-repository.ts';

export type AuditRecord = {
  readonly actor: string;
  readonly kind: AuditKind;
  readonly subject: string;
  readonly incidentId?: string;
  readonly detail: Readonly<Record<string, string | number | boolean>>;
};

/** The audit chain of each tenant: entries are added and never changed. */
export type AuditLog = {
  /** Adds an entry at the end of the tenant's chain. `key`: a repetition under the same key adds nothing. `now` in milliseconds. */
  append(tenant: TenantId, key: string, record: AuditRecord, now: number): Promise<AuditEntry>;
  /** In order of the chain; `after`: the sequence to go on behind. */
  list(
    tenant: TenantId,
    query: { readonly incidentId?: string; readonly after?: number; readonly limit: number },
  ): Promise<readonly AuditEntry[]>;
};

/** Signs the entries of the chain. */
export type AuditSigner = HashSigner;

export type NotificationStore = {
  /** A repetition under the same id adds nothing. */
  add(tenant: TenantId, notification: Notification): Promise<void>;
  /** Newest first. */
  list(tenant: TenantId, query: { readonly limit: number; readonly cursor?: string }): Promise<Page<Notification>>;
};
