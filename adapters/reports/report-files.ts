import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { ReportFormat } from '../../domain/ports/report-store.ts';
import { nodeHasher } from '../hashing.ts';

/** How long a link works, seconds. */
export const LINK_SECONDS = 300;

const TYPES: Readonly<Record<ReportFormat, string>> = { html: 'text/html; charset=utf-8', pdf: 'application/pdf' };

type Stored = { readonly bytes: number; readonly sha256: string };

const isThere = (error: unknown): boolean => error instanceof Error && error.name === 'PreconditionFailed';

/** Files of reports in S3: written once, read by links that expire. */
export const reportFiles = (client: S3Client, bucket: string) => ({
  /** Writes the object where there is none; says what lies there afterwards. */
  async put(key: string, format: ReportFormat, body: Uint8Array): Promise<Stored> {
    const sha256 = nodeHasher.sha256(body);
    try {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ContentType: TYPES[format],
          Metadata: { sha256 },
          IfNoneMatch: '*',
        }),
      );
      return { bytes: body.length, sha256 };
    } catch (error) {
      if (!isThere(error)) throw error;
    }
    const { ContentLength, Metadata } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    if (ContentLength === undefined || !Metadata?.sha256)
      throw new Error(`${key} exists and was not written as a report: move it away`);
    return { bytes: ContentLength, sha256: Metadata.sha256 };
  },
  /** A PDF opens in the browser; a page is saved, so that it never runs under the bucket's own origin. */
  link(key: string, name: string, format: ReportFormat): Promise<string> {
    const disposition = format === 'pdf' ? 'inline' : 'attachment';
    return getSignedUrl(
      client,
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ResponseContentType: TYPES[format],
        ResponseContentDisposition: `${disposition}; filename="${name}"`,
      }),
      { expiresIn: LINK_SECONDS },
    );
  },
});
