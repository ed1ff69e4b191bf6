import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCollectorFiles } from '../../adapters/collector-files.ts';
import { type StageConfig, stageConfig } from '../../lib/config.ts';
import { checkAlarms } from './checks/alarms.ts';
import { checkApi } from './checks/api.ts';
import { checkDocumentation } from './checks/documentation.ts';
import { checkEdge } from './checks/edge.ts';
import { checkEncryption } from './checks/encryption.ts';
import { checkFailures } from './checks/failures.ts';
import { checkGrants } from './checks/grants.ts';
import { checkLocalStage } from './checks/local-stage.ts';
import { checkNag } from './checks/nag.ts';
import { checkNetwork } from './checks/network.ts';
import { checkPortal } from './checks/portal.ts';
import { checkReachability } from './checks/reachability.ts';
import { checkResponse } from './checks/response.ts';
import { checkStorage } from './checks/storage.ts';
import { synthesize } from './stages.ts';

// Synthesis takes seconds, so all checks share one a stage, and this one file.
const configOf = (stage: string): StageConfig => stageConfig((key) => (key === 'stage' ? stage : undefined), {});
const collectors = await readCollectorFiles(join(import.meta.dirname, '../../collectors/examples'), '.');
const prod = synthesize({ ...configOf('prod'), collectors });
const local = { ...configOf('local'), collectors };
const { local: _, ...localOnAws } = local;

checkEncryption(prod);
checkStorage(prod);
checkFailures(prod);
checkGrants(prod);
checkApi(prod);
checkResponse(prod);
checkPortal(prod);
checkEdge(prod);
checkDocumentation(prod);
checkNetwork(prod);
checkReachability(prod);
checkAlarms(prod);
checkNag(prod);
checkLocalStage(synthesize(local), synthesize(localOnAws));

describe('outputs', () => {
  it('have the names that other programs read', () => {
    const names = Object.values(prod.templates).flatMap(({ Outputs }) => Object.keys(Outputs));
    const expected = [
      'TableName',
      'StreamName',
      'RawBucketName',
      'AlertQueueUrl',
      'ApiUrl',
      'UserPoolId',
      'UserPoolClientId',
      'DataKeyId',
      'AuditKeyId',
      'StateMachineArn',
      'PortalUrl',
      ...[
        'Collect',
        'Archive',
        'Normalize',
        'Detect',
        'DetectIncidents',
        'Hunt',
        'Index',
        'Score',
        'Enrich',
        'Plan',
        'Approve',
        'Respond',
        'Report',
        'Serve',
        'Migrate',
        'Sweep',
        'Watch',
      ].map((step) => `FunctionName${step}`),
    ];
    expect(names).toEqual(expect.arrayContaining(expected));
  });
});
