import type { Command } from 'commander';
import { archiveTools } from '../../adapters/archive-tools.ts';
import { readContent } from '../../adapters/detector.ts';
import { nodeHasher } from '../../adapters/hashing.ts';
import { postgresConfirmedAlerts } from '../../adapters/postgres/confirmed-alerts.ts';
import { s3HuntArchive } from '../../adapters/s3/hunt-archive.ts';
import type { HuntedAlert, HuntRules } from '../../domain/hunt/compare.ts';
import { type HuntCounts, noCounts } from '../../domain/hunt/counts.ts';
import { type HuntPeriod, receiptHours } from '../../domain/hunt/period.ts';
import { planHunt } from '../../domain/hunt/plan-hunt.ts';
import { previewSentence } from '../../domain/hunt/preview-sentence.ts';
import { rulesOf } from '../../domain/hunt/rules-of.ts';
import { runHunt } from '../../domain/hunt/run-hunt.ts';
import type { TenantId } from '../../domain/model/tenant.ts';
import { DEFAULT_ZONES } from '../../domain/normalize/zones.ts';
import { clone } from '../../localstack/platform/folders.ts';
import { type Connection, connect } from './connection.ts';
import { type HuntOptions, readOptions } from './hunt/options.ts';
import { progressOf } from './hunt/progress.ts';
import { UsageError } from './output.ts';
import { ownParsers } from './own-parsers.ts';
import { printedAlert } from './printed-alert.ts';
import { localDatabase } from './stores.ts';

const print = async (tenant: TenantId, alerts: readonly HuntedAlert[]): Promise<void> => {
  const text = alerts
    .map(({ change, alert }) => `${JSON.stringify({ tenant, change, alert_id: alert.id, ...printedAlert(alert) })}\n`)
    .join('');
  if (text !== '' && !process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
};

/** Hunts one tenant's archive; every alert is printed as it comes. */
const huntTenant = async (
  tenant: TenantId,
  rules: HuntRules,
  period: HuntPeriod,
  connection: Connection,
  now: number,
): Promise<HuntCounts> => {
  const archive = s3HuntArchive(connection.output('RawBucketName'));
  const hours = receiptHours(period, now);
  const plan = await planHunt(tenant, hours, archive, Number.POSITIVE_INFINITY);
  // On AWS Postgres can't be reached from outside of its network.
  const database = connection.run && rules.kind !== 'find' ? localDatabase(connection) : undefined;
  const progress = progressOf(tenant, plan, process.stderr, Date.now);
  const config = {
    tenant,
    period,
    rules,
    normalize: { hasher: nodeHasher, zones: DEFAULT_ZONES, parsers: await ownParsers() },
  };
  let counts: HuntCounts = noCounts();
  try {
    const source = { hours, archive, tools: archiveTools };
    for await (const step of runHunt(config, source, database && postgresConfirmedAlerts(database))) {
      ({ counts } = step);
      await print(tenant, step.alerts);
      progress.report(counts);
    }
  } finally {
    progress.end();
    await database?.close();
  }
  return counts;
};

const lastLine = (tenant: TenantId, counts: HuntCounts, period: HuntPeriod, isPreview: boolean, now: number) => {
  const { objects, lines, events, quarantined, duplicates, found, added, removed } = counts;
  const alerts = isPreview ? added + removed : found;
  const read = `${tenant}: objects ${objects}, lines ${lines}, duplicates ${duplicates}, quarantined ${quarantined}, events ${events}, alerts ${alerts}`;
  return isPreview ? `${read}\n${previewSentence(period, counts, now)}\n` : `${read}\n`;
};

const hunt = async (options: HuntOptions): Promise<void> => {
  const now = Date.now();
  const { change, period } = await readOptions(options, now);
  const isPreview = options.preview === true || change.kind === 'suppression';
  const prepared = rulesOf(await readContent(clone), change, isPreview);
  if (!prepared.ok)
    throw new UsageError(`${options.rule ?? '--suppress'} cannot be used:\n  ${prepared.error.join('\n  ')}`);
  const { rules, warnings } = prepared.value;
  for (const warning of warnings) process.stderr.write(`soc hunt: ${options.rule}: ${warning}\n`);
  const connection = await connect(options.tenant);
  let alerts = 0;
  for (const tenant of connection.tenants) {
    const counts = await huntTenant(tenant, rules, period, connection, now);
    alerts += isPreview ? counts.added + counts.removed : counts.found;
    process.stderr.write(lastLine(tenant, counts, period, isPreview, now));
  }
  process.exitCode = alerts > 0 ? 1 : 0;
};

export const register = (program: Command): void => {
  program
    .command('hunt')
    .description(
      'run rules over the archive, or preview what a changed rule or a suppression would do; changes nothing',
    )
    .option('--rule <file>', 'rules in the Wazuh format; may have rules of the content as parents, or overwrite them')
    .option('--suppress <rule id>', 'preview leaving out the alerts of a rule')
    .option(
      '--where <field=value>',
      'of those only where a field has a value: user, ip, account, access_key, host or a decoded field',
    )
    .requiredOption('--from <instant>', 'event time, RFC 3339')
    .requiredOption('--to <instant>', 'event time, RFC 3339; not included')
    .option('--tenant <id>', 'one tenant (default: all)')
    .option('--preview', 'with --rule: compare with the current rules, print what is added and removed')
    .option('--json', 'the only form there is; accepted because other commands have it')
    .action(hunt);
};
