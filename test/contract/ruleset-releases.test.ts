import { randomUUID } from 'node:crypto';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { nodeHasher } from '../../adapters/hashing.ts';
import { kmsAuditSigner } from '../../adapters/kms/audit-signer.ts';
import { memoryAuditSigner } from '../../adapters/memory/audit-signer.ts';
import { memoryRulesetReleases } from '../../adapters/memory/ruleset-releases.ts';
import { packRuleset, unpackRuleset } from '../../adapters/ruleset-packing.ts';
import { s3RulesetReleases } from '../../adapters/s3/ruleset-releases.ts';
import { openRelease } from '../../domain/detect/ruleset-release/open-release.ts';
import { publishRelease } from '../../domain/detect/ruleset-release/publish-release.ts';
import { readRelease } from '../../domain/detect/ruleset-release/ruleset-release.ts';
import type { HashSigner } from '../../domain/ports/hash-signer.ts';
import type { RulesetReleases } from '../../domain/ports/ruleset-releases.ts';

type Made = { readonly releases: RulesetReleases; readonly signer: HashSigner };

const rulesOf = (word: string) => ({
  decoders: [],
  lists: [],
  rules: [
    {
      name: 'rules/a.xml',
      text: `<group name="a,"><rule id="1" level="3"><match>${word}</match><description>ä</description></rule></group>`,
    },
  ],
});

const contract = (name: string, make: () => Promise<Made>) =>
  describe(`RulesetReleases: ${name}`, () => {
    let releases: RulesetReleases;
    let signer: HashSigner;
    beforeAll(async () => {
      ({ releases, signer } = await make());
    });

    const publish = async (word: string, now: number) => {
      const published = await publishRelease(
        rulesOf(word),
        { by: 'ann', note: 'größer', now, allowSkipped: false },
        { releases, signer, hasher: nodeHasher, pack: packRuleset },
      );
      if (!published.ok) throw new Error(published.error);
      return published.value.release;
    };

    it('has nothing before anything was published', async () => {
      expect(await releases.current()).toBeUndefined();
      expect(await releases.bundle('0'.repeat(64))).toBeUndefined();
      expect(await releases.history(5)).toEqual([]);
      expect(await releases.retire()).toBe(false);
    });

    it('gives back what was published, and it opens with its signature', async () => {
      const first = await publish('one', Date.UTC(2026, 1, 18));
      const second = await publish('two', Date.UTC(2026, 1, 19));
      const current = readRelease((await releases.current()) ?? '');
      expect(current).toEqual({ ok: true, value: second });
      const dependencies = { releases, signer, hasher: nodeHasher, unpack: unpackRuleset };
      expect(await openRelease(second, dependencies)).toMatchObject({ ok: true, value: { version: second.version } });
      expect(await openRelease({ ...second, note: 'other' }, dependencies)).toMatchObject({ ok: false });
      expect((await releases.history(5)).map((text) => JSON.parse(text))).toEqual([second, first]);
      expect((await releases.history(1)).map((text) => JSON.parse(text))).toEqual([second]);
    });

    it('forgets the pointer when it is retired, not the history', async () => {
      expect(await releases.retire()).toBe(true);
      expect(await releases.current()).toBeUndefined();
      expect(await releases.history(5)).toHaveLength(2);
    });
  });

contract('in memory', async () => ({ releases: memoryRulesetReleases(), signer: memoryAuditSigner() }));

contract('S3 and KMS', async () => {
  const client = new S3Client({ forcePathStyle: true });
  const bucket = `rulesets-${randomUUID()}`;
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  const key = await new KMSClient({}).send(new CreateKeyCommand({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }));
  return { releases: s3RulesetReleases(bucket, client), signer: kmsAuditSigner(key.KeyMetadata?.KeyId ?? '') };
});
