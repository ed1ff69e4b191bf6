import { describe, expect, it } from 'vitest';
import { stageConfig } from './config.ts';

const withContext = (context: Record<string, unknown>, environment: Record<string, string> = {}) =>
  stageConfig((key) => context[key], environment);

describe('stageConfig', () => {
  it('is dev where nothing is said, and knows nothing of a local platform', () => {
    const config = withContext({});
    expect(config.stage).toBe('dev');
    expect(config.local).toBeUndefined();
    expect(config.multiFactor).toBe('required');
  });

  it('locks the archive of prod in compliance mode', () => {
    expect(withContext({ stage: 'prod' }).objectLock).toEqual({ mode: 'COMPLIANCE', days: 2557 });
  });

  it('takes an override from the environment, and rather from the context', () => {
    const environment = { WATCHKEEP_STAGE: 'local', WATCHKEEP_LOCAL_DATABASE_PORT: '6000' };
    expect(withContext({}, environment).local?.databasePort).toBe(6000);
    expect(withContext({ localDatabasePort: '7000' }, environment).local?.databasePort).toBe(7000);
  });

  it('deploys to the region of the profile', () => {
    expect(withContext({}, { CDK_DEFAULT_REGION: 'eu-central-1' }).region).toBe('eu-central-1');
    expect(withContext({ region: 'eu-west-1' }, { CDK_DEFAULT_REGION: 'eu-central-1' }).region).toBe('eu-west-1');
  });

  it('gives a port of the edge to another tenant', () => {
    expect(withContext({ edgeTenants: '5141=other-bank' }).edge.tenants).toMatchObject({
      5140: 'acme-bank',
      5141: 'other-bank',
    });
  });

  it('refuses what it does not know', () => {
    expect(() => withContext({ stage: 'test' })).toThrow('stage must be local, dev or prod');
    expect(() => withContext({ edgeTenants: '5140' })).toThrow('port=tenant');
    expect(() => withContext({ stage: 'local', localDatabasePort: '0' })).toThrow();
  });

  it('differs between local and dev in these settings only', () => {
    const dev: Record<string, unknown> = { ...withContext({ stage: 'dev' }) };
    const local: Record<string, unknown> = { ...withContext({ stage: 'local' }) };
    const differing = Object.keys(local).filter((key) => JSON.stringify(local[key]) !== JSON.stringify(dev[key]));
    expect(differing.toSorted()).toEqual(
      [
        ...['api', 'architecture', 'archiveWindowSeconds', 'edge', 'local', 'logRetentionDays'],
        ...['migrationTimeoutMinutes', 'multiFactor', 'objectLock', 'onRemoval', 'stage', 'stream', 'vpcCidr'],
      ].filter((key) => key !== 'architecture' || process.arch !== 'arm64'),
    );
  });
});
