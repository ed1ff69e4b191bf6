import type { Hasher } from '../../model/hashing.ts';
import { fail, ok, type Result } from '../../model/result.ts';
import type { HashSigner } from '../../ports/hash-signer.ts';
import type { RulesetReleases } from '../../ports/ruleset-releases.ts';
import { type CompiledRuleset, compileRuleset, type RulesetFiles } from '../ruleset.ts';
import { writeBundle } from './ruleset-bundle.ts';
import { type RulesetRelease, releaseDigest } from './ruleset-release.ts';

export type PublishDependencies = {
  readonly releases: Pick<RulesetReleases, 'activate' | 'keep'>;
  readonly signer: Pick<HashSigner, 'sign'>;
  readonly hasher: Hasher;
  readonly pack: (text: string) => Promise<Uint8Array>;
};

export type Publication = {
  readonly by: string;
  readonly note: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether files and elements that can't be used are left out; otherwise they are a reason to refuse. */
  readonly allowSkipped: boolean;
};

const refusalOf = ({ rules, report }: CompiledRuleset, allowSkipped: boolean): string | undefined => {
  if (rules.size === 0) return 'the ruleset holds no rule';
  const first = report.entries.find(({ outcome }) => outcome === 'skipped');
  if (first === undefined || allowSkipped) return undefined;
  return `${report.skipped} parts of the ruleset can't be used, the first in ${first.file}:${first.line}: ${first.reason ?? first.name}; mend them, or allow them to be left out`;
};

/** Compiles, packs, signs and puts in force, in this order: the pointer comes last, so that a release is whole or not there. */
export const publishRelease = async (
  files: RulesetFiles,
  { by, note, now, allowSkipped }: Publication,
  { releases, signer, hasher, pack }: PublishDependencies,
): Promise<Result<{ readonly release: RulesetRelease; readonly ruleset: CompiledRuleset }, string>> => {
  const ruleset = compileRuleset(files, hasher);
  const refusal = refusalOf(ruleset, allowSkipped);
  if (refusal !== undefined) return fail(refusal);
  const bytes = await pack(writeBundle(files));
  const unsigned = {
    format: 1 as const,
    version: ruleset.version,
    bundle_sha256: hasher.sha256(bytes),
    published_at: new Date(now).toISOString(),
    published_by: by.slice(0, 200),
    note: note.slice(0, 1000),
  };
  const { signature, keyId } = await signer.sign(releaseDigest(unsigned, hasher));
  const release: RulesetRelease = { ...unsigned, key_id: keyId, signature };
  await releases.keep(release.bundle_sha256, bytes);
  await releases.activate(release);
  return ok({ release, ruleset });
};
