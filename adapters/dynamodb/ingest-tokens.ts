import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { IngestTokens } from '../../domain/ports/tenant-registry.ts';
import type { Table } from './table.ts';

const keyOf = (tokenHash: string) => ({ pk: `TOKEN#${tokenHash}`, sk: 'SOURCE' });

/** Ingest tokens as items that `dynamoTenantDirectory` looks up. */
export const dynamoIngestTokens = ({ client, name }: Table): IngestTokens => ({
  async put(tokenHash, { tenant, id, ingress, trust, enabled }) {
    const Item = { ...keyOf(tokenHash), type: 'TOKEN', tenant, source: id, ingress, trust, enabled };
    await client.send(new PutCommand({ TableName: name, Item }));
  },
  async remove(tokenHash) {
    await client.send(new DeleteCommand({ TableName: name, Key: keyOf(tokenHash) }));
  },
});
