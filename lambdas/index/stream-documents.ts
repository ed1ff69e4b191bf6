import type { DynamoDBRecord } from 'aws-lambda';
import { z } from 'zod';
import { decodeAlertImage, decodePackImage } from '../../adapters/dynamodb/stream-image.ts';
import { alertDocument, eventDocument } from '../../adapters/opensearch/documents.ts';
import type { Indices } from '../../adapters/opensearch/indices.ts';
import { fail, ok, type Result } from '../../domain/model/result.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import type { SearchDocument } from '../../domain/ports/search-index.ts';

/** What one record of the table's stream brings to the copies. */
export type StreamDocuments = {
  readonly sequence: string;
  readonly tenant: TenantId;
  readonly documents: readonly SearchDocument[];
};

/** A record that cannot be read: reading it again would give the same. */
export type UnreadableRecord = {
  readonly sequence: string;
  readonly tenant: TenantId | undefined;
  readonly reason: string;
};

const Head = z.object({ type: z.object({ S: z.string() }), tenant: z.object({ S: TenantId }) });

/** Items other than packs and alerts (the filter lets none through) bring nothing: undefined. */
export const streamDocuments = (
  record: DynamoDBRecord,
  indices: Indices,
): Result<StreamDocuments, UnreadableRecord> | undefined => {
  const sequence = record.dynamodb?.SequenceNumber ?? '';
  const image = record.dynamodb?.NewImage ?? {};
  const type = image.type?.S;
  if (type !== 'PACK' && type !== 'ALERT') return undefined;
  const head = Head.safeParse(image);
  if (!head.success) return fail({ sequence, tenant: undefined, reason: 'the item names no valid tenant' });
  const tenant = head.data.tenant.S;
  if (type === 'PACK') {
    const pack = decodePackImage(image);
    if (!pack.ok) return fail({ sequence, tenant, reason: pack.error });
    return ok({ sequence, tenant, documents: pack.value.events.map((event) => eventDocument(indices, event)) });
  }
  const alert = decodeAlertImage(image);
  if (!alert.ok) return fail({ sequence, tenant, reason: alert.error });
  return ok({ sequence, tenant, documents: [alertDocument(indices, alert.value)] });
};
