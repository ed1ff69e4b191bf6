import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { Trust } from '../../domain/model/envelope.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import type { TenantDirectory } from '../../domain/ports/tenant-directory.ts';
import type { Table } from './table.ts';

const TokenItem = z.object({
  tenant: TenantId,
  source: z.string().min(1).max(100),
  trust: Trust,
  enabled: z.boolean(),
  ingress: z.enum(['http', 'webhook']).default('http'),
});

/** Ingest tokens as items `TOKEN#<sha256>` / `SOURCE`: the token itself is stored nowhere. */
export const dynamoTenantDirectory = ({ client, name }: Table): TenantDirectory => ({
  async sourceByIngestToken(tokenHash) {
    const Key = { pk: `TOKEN#${tokenHash}`, sk: 'SOURCE' };
    const { Item } = await client.send(new GetCommand({ TableName: name, Key }));
    if (!Item) return undefined;
    const { tenant, source, trust, enabled, ingress } = TokenItem.parse(Item);
    return { tenant, id: source, trust, enabled, ingress };
  },
});
