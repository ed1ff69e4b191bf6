import type { Command } from 'commander';
import { archiveTools } from '../../adapters/archive-tools.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { archiveEvidenceReader } from '../../adapters/evidence-reader.ts';
import { s3ArchiveStore } from '../../adapters/s3/archive-store.ts';
import { verifyArchive } from '../../domain/archive/verify-object.ts';
import { EventId } from '../../domain/model/position.ts';
import { connect } from './connection.ts';
import { print, UsageError } from './output.ts';

type Options = { readonly tenant?: string; readonly position?: string; readonly json?: boolean };

const verifyTenants = async (options: Options): Promise<void> => {
  const { output, tenants } = await connect(options.tenant);
  const store = s3ArchiveStore(output('RawBucketName'), tableOf(output('TableName')));
  let found = 0;
  for (const tenant of tenants) {
    const { objects, lines, findings } = await verifyArchive(tenant, store, archiveTools);
    found += findings.length;
    print(options, { tenant, objects, lines, findings }, () => [
      `${tenant}: ${objects} archive objects with ${lines} lines ${findings.length === 0 ? 'agree with their Merkle roots' : ''}`,
      ...findings.map(({ key, finding, detail }) => `  ${finding.padEnd(16)} ${key}\n    ${detail}`),
    ]);
  }
  process.exitCode = found > 0 ? 1 : 0;
};

const showPosition = async (position: string, options: Options): Promise<void> => {
  const id = EventId.safeParse(position);
  if (!id.success) throw new UsageError(`${position} is no position: ${id.error.issues[0]?.message}`);
  const { output, tenants } = await connect(options.tenant);
  const reader = archiveEvidenceReader(
    s3ArchiveStore(output('RawBucketName'), tableOf(output('TableName'))),
    archiveTools,
  );
  for (const tenant of tenants) {
    const evidence = await reader.evidence(tenant, id.data);
    if (!evidence) continue;
    print(options, { tenant, ...evidence }, () => [
      `${tenant}: ${evidence.key}, bytes ${evidence.offset} to ${evidence.offset + evidence.length - 1}, line ${evidence.index} of ${evidence.lines}`,
      `Merkle root ${evidence.merkleRoot}, audit path of ${evidence.proof.length} hashes`,
      JSON.stringify(evidence.raw),
    ]);
    return;
  }
  process.stderr.write(`soc verify: no archive of ${tenants.join(', ')} holds the position ${position}\n`);
  process.exitCode = 1;
};

export const register = (program: Command): void => {
  program
    .command('verify')
    .description('check the chain of custody: the archive against its Merkle roots and its index')
    .option('--tenant <id>', 'one tenant (default: all)')
    .option('--position <shard:sequence:subindex>', 'show the bytes of one position and their proof')
    .option('--json', 'JSON on stdout, a line a tenant')
    .action((options: Options) =>
      options.position === undefined ? verifyTenants(options) : showPosition(options.position, options),
    );
};
