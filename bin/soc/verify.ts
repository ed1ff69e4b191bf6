import type { Command } from 'commander';
import { archiveTools } from '../../adapters/archive-tools.ts';
import { tableOf } from '../../adapters/dynamodb/table.ts';
import { archiveEvidenceReader } from '../../adapters/evidence-reader.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { kmsAuditSigner } from '../../adapters/kms/audit-signer.ts';
import { postgresAuditLog } from '../../adapters/postgres/audit-log.ts';
import { s3ArchiveStore } from '../../adapters/s3/archive-store.ts';
import { verifyArchive } from '../../domain/archive/verify-object.ts';
import { type AuditCheck, verifyAuditLog } from '../../domain/audit/verify-audit-log.ts';
import { EventId } from '../../domain/model/position.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { type Connection, connect } from './connection.ts';
import { print, UsageError } from './output.ts';
import { localDatabase } from './stores.ts';

type Options = { readonly tenant?: string; readonly position?: string; readonly json?: boolean };

/** Checks the audit chain of each tenant; on AWS Postgres can't be reached from outside, and nothing is checked. */
const auditChecker = (connection: Connection) => {
  if (!connection.run) return { check: async () => undefined, close: async () => undefined };
  const database = localDatabase(connection);
  const signer = kmsAuditSigner(connection.output('AuditKeyId'));
  const log = postgresAuditLog(database, nodeHasher, signer);
  return {
    check: (tenant: TenantId): Promise<AuditCheck> => verifyAuditLog(tenant, log, nodeHasher, signer),
    close: database.close,
  };
};

const auditLine = (audit: AuditCheck | undefined): string => {
  if (!audit) return '  audit chain      not checked: Postgres is not reachable from outside of the network';
  if (audit.ok) return `  audit chain      ${audit.entries} entries agree with their hashes and signatures`;
  return `  audit chain      broken at entry ${audit.sequence}: ${audit.fault}`;
};

const verifyTenants = async (options: Options): Promise<void> => {
  const connection = await connect(options.tenant);
  const { output, tenants } = connection;
  const store = s3ArchiveStore(output('RawBucketName'), tableOf(output('TableName')));
  const auditing = auditChecker(connection);
  let found = 0;
  try {
    for (const tenant of tenants) {
      const { objects, lines, findings } = await verifyArchive(tenant, store, archiveTools);
      const audit = await auditing.check(tenant);
      found += findings.length + (audit?.ok === false ? 1 : 0);
      print(options, { tenant, objects, lines, findings, ...(audit && { audit }) }, () => [
        `${tenant}: ${objects} archive objects with ${lines} lines ${findings.length === 0 ? 'agree with their Merkle roots' : ''}`,
        ...findings.map(({ key, finding, detail }) => `  ${finding.padEnd(16)} ${key}\n    ${detail}`),
        auditLine(audit),
      ]);
    }
  } finally {
    await auditing.close();
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
    .description(
      'check the chain of custody: the archive against its Merkle roots and its index, the audit chain against hashes and signatures',
    )
    .option('--tenant <id>', 'one tenant (default: all)')
    .option('--position <shard:sequence:subindex>', 'show the bytes of one position and their proof')
    .option('--json', 'JSON on stdout, a line a tenant')
    .action((options: Options) =>
      options.position === undefined ? verifyTenants(options) : showPosition(options.position, options),
    );
};
