import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { nodeHasher } from '../../adapters/hashing.ts';
import { kmsAuditSigner } from '../../adapters/kms/audit-signer.ts';
import { readRulesetFolder } from '../../adapters/ruleset-files.ts';
import { packRuleset } from '../../adapters/ruleset-packing.ts';
import { s3RulesetReleases } from '../../adapters/s3/ruleset-releases.ts';
import { publishRelease } from '../../domain/detect/ruleset-release/publish-release.ts';
import { readRelease } from '../../domain/detect/ruleset-release/ruleset-release.ts';
import { connect } from './connection.ts';
import { print, UsageError } from './output.ts';

type PublishOptions = {
  readonly note: string;
  readonly exclude?: readonly string[];
  readonly allowSkipped?: boolean;
  readonly json?: boolean;
};

/** The rules are the deployment's, not a tenant's; on AWS `connect` wants some tenant all the same. */
const deployment = async () => {
  const { output } = await connect(process.env.WATCHKEEP_STAGE ? 'any-tenant' : undefined);
  return { releases: s3RulesetReleases(output('ModelsBucketName')), signer: kmsAuditSigner(output('RulesKeyId')) };
};

const publish = async (
  folder: string,
  { note, exclude, allowSkipped = false, json }: PublishOptions,
): Promise<void> => {
  const files = await readRulesetFolder(folder, { exclude });
  if (!files.ok) throw new UsageError(files.error);
  const unread = files.value.left?.find(({ wanted }) => wanted);
  if (unread && !allowSkipped)
    throw new UsageError(`${unread.name}: ${unread.reason}; mend it, or give --allow-skipped`);
  const published = await publishRelease(
    files.value,
    { by: userInfo().username, note, now: Date.now(), allowSkipped },
    { ...(await deployment()), hasher: nodeHasher, pack: packRuleset },
  );
  if (!published.ok) throw new UsageError(published.error);
  const { release, ruleset } = published.value;
  const { loaded, skipped } = ruleset.report;
  print({ json }, { ...release, loaded, skipped }, () => [
    `${release.version} is published: ${loaded.rules} rules and ${loaded.decoders} decoders are in force within half a minute${skipped > 0 ? `; ${skipped} parts were left out, soc logtest --verbose lists them` : ''}`,
  ]);
};

const list = async (options: { readonly json?: boolean }): Promise<void> => {
  const { releases } = await deployment();
  const current = await releases.current();
  const rows = (await releases.history(50)).flatMap((text) => {
    const release = readRelease(text);
    return release.ok ? [{ ...release.value, in_force: text === current }] : [];
  });
  print(options, rows, () => [
    ...(rows.some(({ in_force }) => in_force) ? [] : ['the rules of the deployment itself are in force']),
    ...rows.map(
      ({ in_force, version, published_at, published_by, note }) =>
        `${in_force ? '*' : ' '} ${version.slice(0, 12)} ${published_at} by ${published_by}${note === '' ? '' : `: ${note}`}`,
    ),
  ]);
};

const retire = async (options: { readonly json?: boolean }): Promise<void> => {
  const retired = await (await deployment()).releases.retire();
  if (!retired) process.exitCode = 1;
  print(options, { retired }, () => [
    retired
      ? 'within half a minute the rules of the deployment itself are in force'
      : 'nothing is published: the rules of the deployment itself are in force',
  ]);
};

const collected = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export const register = (program: Command): void => {
  const ruleset = program.command('ruleset').description('put a signed ruleset in force without a deploy');
  ruleset
    .command('publish')
    .description('compile, sign and publish a folder; it is in force within half a minute')
    .argument('<folder>', 'decoders/, rules/, lists/ and overrides/, as soc logtest takes them')
    .option('--note <text>', 'why, for the reader of the list', '')
    .option('--exclude <name>', 'a file that is not loaded; may be repeated', collected)
    .option('--allow-skipped', 'publish although parts of it cannot be used')
    .option('--json', 'JSON on stdout')
    .action(publish);
  ruleset
    .command('list')
    .description('what was published, the one in force marked')
    .option('--json', 'JSON on stdout')
    .action(list);
  ruleset
    .command('retire')
    .description('go back to the rules of the deployment itself')
    .option('--json', 'JSON on stdout')
    .action(retire);
};
