import { createHash } from 'node:crypto';
import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  S3Client,
} from '@aws-sdk/client-s3';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import pg from 'pg';
import type { Run } from '../../localstack/run-file.ts';
import type { DeployedSystem } from './deployed-system.ts';
import { allDocuments, digestOfJson, type SearchCopies } from './search-documents.ts';

/** What a store holds: a digest each, by key. */
export type Digests = ReadonlyMap<string, string>;

const TABLES = ['incidents', 'incident_alerts', 'incident_entities', 'incident_spans', 'suppressed_alerts', 'outbox'];

const plain = (value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;

/** The items of the table without their time of expiry and, of windows, the number of their last write. */
const itemDigests = async ({ client, name }: DeployedSystem['table']): Promise<Digests> => {
  const found = new Map<string, string>();
  for await (const page of paginateScan({ client }, { TableName: name, ConsistentRead: true }))
    for (const { pk, sk, ttl: _, version, ...rest } of page.Items ?? []) {
      const item = { ...rest, ...(rest.type !== 'WINDOW' && { version }) };
      found.set(`${pk} ${sk}`, digestOfJson(Object.entries(item).map(([key, value]) => [key, plain(value)])));
    }
  return found;
};

/** The bodies of all versions of all objects. */
const objectDigests = async (bucket: string): Promise<Digests> => {
  const client = new S3Client({ forcePathStyle: true });
  const found = new Map<string, string>();
  let next: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
  while (next) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket: bucket, ...next }),
    );
    for (const { Key, VersionId } of page.Versions ?? []) {
      const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key, VersionId }));
      const body = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
      found.set(`${Key} ${VersionId}`, createHash('sha256').update(body).digest('hex'));
    }
    for (const { Key, VersionId } of page.DeleteMarkers ?? []) found.set(`${Key} ${VersionId}`, 'deleted');
    next = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : undefined;
  }
  return found;
};

/** All rows about incidents. */
const rowDigests = async ({ endpoints }: Run): Promise<Digests> => {
  const client = new pg.Client(endpoints.postgres);
  await client.connect();
  const found = new Map<string, string>();
  try {
    for (const table of TABLES) {
      const name = pg.escapeIdentifier(table);
      const { rows } = await client.query(`select to_jsonb(t)::text as row from ${name} t order by 1`);
      rows.forEach(({ row }, n) => {
        found.set(`${table} ${n}`, row);
      });
    }
  } finally {
    await client.end();
  }
  return found;
};

/** Everything that the stores hold. */
export type StoreDigests = {
  readonly items: Digests;
  readonly objects: Digests;
  readonly rows: Digests;
  readonly documents: Digests;
};

export const storeDigests = async (system: DeployedSystem, copies: SearchCopies): Promise<StoreDigests> => ({
  items: await itemDigests(system.table),
  objects: await objectDigests(system.bucket),
  rows: await rowDigests(system.run),
  documents: await allDocuments(copies),
});

/** What is in one of two states only, or differs. */
export const changesBetween = (before: StoreDigests, after: StoreDigests): readonly string[] =>
  (['items', 'objects', 'rows', 'documents'] as const).flatMap((store) => {
    const names = new Set([...before[store].keys(), ...after[store].keys()]);
    const changed = [...names].filter((name) => before[store].get(name) !== after[store].get(name));
    const kind = (name: string) =>
      before[store].has(name) ? (after[store].has(name) ? 'differs' : 'is gone') : 'is new';
    return changed.map((name) => `${store}: ${name} ${kind(name)}`);
  });
