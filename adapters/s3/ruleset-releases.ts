import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import type { RulesetReleases } from '../../domain/ports/ruleset-releases.ts';
import { boundedBody } from '../bounded-body.ts';

const CURRENT = 'rulesets/current.json';
const HISTORY = 'rulesets/history/';
const bundleKey = (sha256: string): string => `rulesets/bundles/${sha256}.json.gz`;

const MAXIMUM_POINTER = 16 * 1024;
const MAXIMUM_BUNDLE = 32 * 1024 * 1024;

/** Releases in a bucket, below `rulesets/`: the pointer, bundles by their SHA-256, and what was in force. */
export const s3RulesetReleases = (
  bucket: string,
  client = new S3Client({ forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL) }),
): RulesetReleases => {
  const read = async (key: string, maximum: number): Promise<Uint8Array | undefined> => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      if (Body === undefined) return undefined;
      return (await boundedBody(Body.transformToWebStream(), maximum)) ?? new Uint8Array();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
  const text = async (key: string): Promise<string | undefined> => {
    const bytes = await read(key, MAXIMUM_POINTER);
    return bytes && new TextDecoder().decode(bytes);
  };
  const put = (key: string, body: Uint8Array | string, type: string) =>
    client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: type }));

  return {
    current: () => text(CURRENT),
    bundle: (sha256) => read(bundleKey(sha256), MAXIMUM_BUNDLE),
    async keep(sha256, bytes) {
      await put(bundleKey(sha256), bytes, 'application/gzip');
    },
    async activate(release) {
      const body = JSON.stringify(release);
      await put(`${HISTORY}${release.published_at}-${release.version}.json`, body, 'application/json');
      await put(CURRENT, body, 'application/json');
    },
    async history(limit) {
      const keys: string[] = [];
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: HISTORY }))
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(Key);
      const newest = keys.toSorted().reverse().slice(0, limit);
      return (await Promise.all(newest.map(text))).filter((body) => body !== undefined);
    },
    async retire() {
      try {
        await client.send(new HeadObjectCommand({ Bucket: bucket, Key: CURRENT }));
      } catch (error) {
        if (error instanceof NotFound || error instanceof NoSuchKey) return false;
        throw error;
      }
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: CURRENT }));
      return true;
    },
  };
};
