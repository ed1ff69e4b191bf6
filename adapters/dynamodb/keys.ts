import type { TenantId } from '../../domain/model/tenant.ts';
import { dayOf } from '../../domain/model/time.ts';

/** The partition keys of the table (docs/architecture.md); every one of them starts with the tenant. */
export const keys = {
  pack: (tenant: TenantId, hour: string, bucket: number) => `T#${tenant}#PACK#${hour}#${bucket}`,
  watermark: (tenant: TenantId) => `T#${tenant}#WATERMARK`,
  shards: (tenant: TenantId) => `T#${tenant}#SHARDS`,
  manifest: (tenant: TenantId, shard: number) => `T#${tenant}#MANIFEST#${shard}`,
  quarantine: (tenant: TenantId, receivedAt: string) => `T#${tenant}#QUARANTINE#${dayOf(receivedAt)}`,
  evaluation: (tenant: TenantId, hour: string) => `T#${tenant}#EVALUATION#${hour}`,
  held: (tenant: TenantId) => `T#${tenant}#HELD`,
  alert: (tenant: TenantId, day: string) => `T#${tenant}#ALERT#${day}`,
  window: (tenant: TenantId, ruleId: string) => `T#${tenant}#WINDOW#${ruleId}`,
  repeat: (tenant: TenantId, minute: string) => `T#${tenant}#REPEAT#${minute}`,
  dataKey: (tenant: TenantId) => `T#${tenant}#DATAKEY`,
  offered: (tenant: TenantId, day: string) => `T#${tenant}#OFFERED#${day}`,
  refused: (tenant: TenantId, day: string) => `T#${tenant}#REFUSED#${day}`,
  pull: (tenant: TenantId) => `T#${tenant}#PULL`,
  sourceWatch: (tenant: TenantId) => `T#${tenant}#SOURCEWATCH`,
} as const;
