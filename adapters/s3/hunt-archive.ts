import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import type { TenantId } from '../../domain/model/tenant.ts';
import type { ArchiveObjectName, HuntArchive } from '../../domain/ports/hunt-archive.ts';

const prefixOf = (tenant: TenantId, hour: string): string =>
  `logs/tenant=${tenant}/date=${hour.slice(0, 10)}/hour=${hour.slice(11, 13)}/`;

/** The archive in S3, to be read by the hour. */
export const s3HuntArchive = (
  bucket: string,
  client = new S3Client({ forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL) }),
): HuntArchive => ({
  async objects(tenant, hour) {
    const names: ArchiveObjectName[] = [];
    const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefixOf(tenant, hour) });
    for await (const { Contents = [] } of pages)
      for (const { Key, Size = 0 } of Contents) if (Key) names.push({ key: Key, bytes: Size });
    return names;
  },
  async read(tenant, key) {
    if (!key.startsWith(`logs/tenant=${tenant}/`)) throw new Error(`archive key ${key} is not one of ${tenant}`);
    try {
      const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return await object.Body?.transformToByteArray();
    } catch (error) {
      if (error instanceof Error && ['NoSuchKey', 'NotFound'].includes(error.name)) return undefined;
      throw error;
    }
  },
});
