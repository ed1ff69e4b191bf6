import { parse } from 'yaml';
import { fail, ok, type Result } from '../../model/result.ts';
import { type BucketCollector, Collector, type PollCollector } from './collector.ts';

export type Collectors = { readonly buckets: readonly BucketCollector[]; readonly polls: readonly PollCollector[] };

export type CollectorText = { readonly name: string; readonly text: string };

const overlaps = (a: BucketCollector, b: BucketCollector): boolean =>
  a !== b && a.bucket === b.bucket && a.prefix === b.prefix;

const read = ({ name, text }: CollectorText): Result<Collector, string[]> => {
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 0 });
  } catch (error) {
    return fail([`${name}: is no YAML: ${error instanceof Error ? error.message : String(error)}`]);
  }
  const parsed = Collector.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  return fail(parsed.error.issues.map(({ path, message }) => `${name}: ${path.map(String).join('.')}: ${message}`));
};

/** The collectors of `collectors/*.yaml`; every fault of every file is a sentence. */
export const readCollectors = (texts: readonly CollectorText[]): Result<Collectors, string[]> => {
  const results = texts.map(read);
  const faults = results.flatMap((result) => (result.ok ? [] : result.error));
  const all = results.flatMap((result) => (result.ok ? [result.value] : []));
  const names = all.map(({ tenant, source }) => `${tenant}/${source}`);
  for (const name of new Set(names.filter((name, at) => names.indexOf(name) !== at)))
    faults.push(`${name}: two collectors have this tenant and source: give each a source of its own`);
  const buckets = all.filter((collector) => collector.kind === 'bucket');
  for (const bucket of buckets)
    if (buckets.some((other) => overlaps(bucket, other)))
      faults.push(`${bucket.source}: another collector reads bucket ${bucket.bucket} under the same prefix`);
  if (faults.length > 0) return fail(faults);
  return ok({ buckets, polls: all.filter((collector) => collector.kind === 'poll') });
};

/** The collector of an object: that of its bucket with the longest prefix. Unmapped objects have none. */
export const collectorOf = (
  buckets: readonly BucketCollector[],
  bucket: string,
  key: string,
): BucketCollector | undefined =>
  buckets
    .filter((collector) => collector.bucket === bucket && key.startsWith(collector.prefix))
    .toSorted((a, b) => b.prefix.length - a.prefix.length)[0];
