import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { ArchiveStore } from '../../domain/ports/archive-store.ts';
import { manifestIndex } from '../dynamodb/manifest-index.ts';
import type { Table } from '../dynamodb/table.ts';

const hasName = (error: unknown, ...names: string[]): boolean => error instanceof Error && names.includes(error.name);

/** Object keys of a tenant start here; a key that does not is refused. */
const prefixOf = (tenant: TenantId): string => `logs/tenant=${tenant}/`;

const owned = (tenant: TenantId, key: string): string => {
  if (!key.startsWith(prefixOf(tenant))) throw new Error(`archive key ${key} is not under ${prefixOf(tenant)}`);
  return key;
};

/** The archive: objects in S3 (write once), their index in the table. */
export const s3ArchiveStore = (
  bucket: string,
  table: Table,
  client = new S3Client({ forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL) }),
): ArchiveStore => {
  const read = async (tenant: TenantId, key: string, range?: string) => {
    try {
      const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key: owned(tenant, key), Range: range }));
      const body = await object.Body?.transformToByteArray();
      return body && { body, metadata: object.Metadata ?? {} };
    } catch (error) {
      if (hasName(error, 'NoSuchKey', 'NotFound', 'InvalidRange')) return undefined;
      throw error;
    }
  };
  return {
    ...manifestIndex(table),
    async put(tenant, key, body, metadata) {
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: owned(tenant, key),
            Body: body,
            Metadata: metadata,
            ContentType: 'application/x-ndjson',
            ContentEncoding: 'gzip',
            IfNoneMatch: '*',
          }),
        );
        return 'stored';
      } catch (error) {
        if (hasName(error, 'PreconditionFailed')) return 'exists';
        throw error;
      }
    },
    get: (tenant, key) => read(tenant, key),
    getRange: async (tenant, key, offset, length) =>
      (await read(tenant, key, `bytes=${offset}-${offset + length - 1}`))?.body,
    async *keys(tenant) {
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefixOf(tenant) }))
        for (const { Key } of page.Contents ?? []) if (Key) yield Key;
    },
  };
};
