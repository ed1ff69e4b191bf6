import type { Hasher } from '../../model/hashing.ts';
import { fail, ok, type Result } from '../../model/result.ts';
import type { HashSigner } from '../../ports/hash-signer.ts';
import type { RulesetReleases } from '../../ports/ruleset-releases.ts';
import { type CompiledRuleset, compileRuleset } from '../ruleset.ts';
import { readBundle } from './ruleset-bundle.ts';
import { type RulesetRelease, releaseDigest } from './ruleset-release.ts';

export type OpenReleaseDependencies = {
  readonly releases: Pick<RulesetReleases, 'bundle'>;
  readonly signer: Pick<HashSigner, 'verify'>;
  readonly hasher: Hasher;
  /** Text of packed bytes; undefined where they are none or more than a ruleset may have. */
  readonly unpack: (bytes: Uint8Array) => Promise<string | undefined>;
};

/**
 * The ruleset of a release: signature, digest, form and version are checked in this order, before anything is compiled; every file of it
 * must load whole. The error is a sentence.
 */
export const openRelease = async (
  release: RulesetRelease,
  { releases, signer, hasher, unpack }: OpenReleaseDependencies,
): Promise<Result<CompiledRuleset, string>> => {
  const named = `release ${release.version.slice(0, 12)}`;
  if (!(await signer.verify(releaseDigest(release, hasher), release.signature, release.key_id)))
    return fail(`${named} is not signed by the deployment's key`);
  const bytes = await releases.bundle(release.bundle_sha256);
  if (bytes === undefined) return fail(`${named} names a bundle that is not there`);
  if (hasher.sha256(bytes) !== release.bundle_sha256)
    return fail(`${named}: its bundle was changed after it was signed`);
  const text = await unpack(bytes);
  if (text === undefined) return fail(`${named}: its bundle cannot be unpacked`);
  const files = readBundle(text);
  if (!files.ok) return fail(`${named}: ${files.error}`);
  const ruleset = compileRuleset(files.value, hasher);
  if (ruleset.version !== release.version) return fail(`${named}: its files have the version ${ruleset.version}`);
  if (ruleset.rules.size === 0) return fail(`${named} holds no rule`);
  return ok(ruleset);
};
