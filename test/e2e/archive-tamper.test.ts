import { gunzipSync } from 'node:zlib';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ArchiveManifest } from '../../domain/ports/archive-store.ts';
import { accountedFor, settled } from '../support/accounted.ts';
import { type DeployedSystem, deployedSystem } from '../support/deployed-system.ts';
import { ACME, bankingLine } from '../support/lines.ts';
import { sendLines } from '../support/send-lines.ts';
import { jsonLines, soc } from '../support/soc-command.ts';

const TIMEOUT = 600_000;

let system: DeployedSystem;
let manifest: ArchiveManifest;
const s3 = new S3Client({ forcePathStyle: true });

const Verified = z.object({
  tenant: z.string(),
  objects: z.number(),
  lines: z.number(),
  findings: z.array(z.object({ key: z.string(), finding: z.string(), detail: z.string() })),
});

const verify = async (...options: readonly string[]) => {
  const result = await soc('verify', '--tenant', ACME, '--json', ...options);
  return { code: result.code, answers: jsonLines(result) };
};

beforeAll(async () => {
  system = await deployedSystem();
  const before = await settled(system, ACME);
  await sendLines(
    system.run,
    ACME,
    Array.from({ length: 600 }, (_, n) => bankingLine(n)),
  );
  await accountedFor(system, ACME, before, 600);
  for await (const each of system.archive.manifests(ACME)) manifest = each;
});
afterAll(() => system.close());

describe('soc verify', () => {
  it('finds an archive that nobody touched sound', { timeout: TIMEOUT }, async () => {
    const { code, answers } = await verify();
    const [answer] = answers.map((each) => Verified.parse(each));
    expect({ code, findings: answer?.findings }).toEqual({ code: 0, findings: [] });
    expect(answer?.lines).toBe((await system.counters(ACME)).archived);
  });

  it('shows the bytes of a position with their proof', { timeout: TIMEOUT }, async () => {
    const { shard, sequence, subindex } = manifest.last;
    const position = `${shard}:${sequence}:${subindex}`;
    const { code, answers } = await verify('--position', position);
    expect(code).toBe(0);
    const object = await system.archive.get(ACME, manifest.key);
    const last =
      gunzipSync(object?.body ?? new Uint8Array())
        .toString()
        .trimEnd()
        .split('\n')
        .at(-1) ?? '';
    const { raw } = z.object({ raw: z.string() }).parse(JSON.parse(last));
    expect(answers).toEqual([
      expect.objectContaining({ tenant: ACME, key: manifest.key, raw, entry: last, merkleRoot: manifest.merkleRoot }),
    ]);
    const nowhere = await soc('verify', '--tenant', ACME, '--position', '0:1:0');
    expect(nowhere).toMatchObject({ code: 1, stdout: '' });
    expect(nowhere.stderr).toContain('0:1:0');
  });

  it('names the object of which one byte was changed, and only that', { timeout: TIMEOUT }, async () => {
    const place = { Bucket: system.bucket, Key: manifest.key };
    const original = await s3.send(new GetObjectCommand(place));
    const body = await original.Body?.transformToByteArray();
    if (!body) throw new Error('the object has no body');
    const { Metadata, ContentType, ContentEncoding } = original;
    const changed = Uint8Array.from(body);
    const at = Math.floor(changed.length / 2);
    changed[at] = (changed[at] ?? 0) ^ 1;
    const { VersionId } = await s3.send(
      new PutObjectCommand({ ...place, Body: changed, Metadata, ContentType, ContentEncoding }),
    );
    expect(VersionId).not.toBe(original.VersionId);
    try {
      const { code, answers } = await verify();
      expect(code).toBe(1);
      const findings = answers.flatMap((each) => Verified.parse(each).findings);
      expect(findings.map(({ key }) => key)).toEqual([manifest.key]);
      // What became of the object depends on the byte; the hash sees every one.
      expect(findings[0]?.finding).toMatch(/^(unreadable|root_differs|bytes_differ)$/);
    } finally {
      await s3.send(new DeleteObjectCommand({ ...place, VersionId, BypassGovernanceRetention: true }));
    }
    expect((await s3.send(new HeadObjectCommand(place))).VersionId).toBe(original.VersionId);
    expect((await verify()).code).toBe(0);
  });

  it('says what is wrong with a call that makes no sense', { timeout: TIMEOUT }, async () => {
    for (const args of [['--position', 'nonsense'], ['--tenant', 'no-such-bank'], ['--nonsense']]) {
      const { code, stdout, stderr } = await soc('verify', ...args);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' });
      expect(stderr).toMatch(/position|tenant|option/);
    }
  });
});
