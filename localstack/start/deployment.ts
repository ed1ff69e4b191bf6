import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { z } from 'zod';
import { awsEnvironment } from '../platform/aws.ts';
import type { Endpoints } from '../platform/endpoints.ts';
import { clone, node24 } from '../platform/folders.ts';
import { digestOf } from './digest.ts';
import { runProgram } from './program.ts';

export type DeploymentOptions = {
  readonly home: string;
  readonly endpoints: Endpoints;
  readonly log: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
};

/** Outputs of all stacks by name, without the stacks' names: the names are unique among them. */
export type Outputs = Readonly<Record<string, string>>;

const StackOutputs = z.record(z.string(), z.record(z.string(), z.string()));
const Stamp = z.object({ sources: z.string(), assembly: z.string(), outputs: StackOutputs });
type Stamp = z.infer<typeof Stamp>;

const SOURCES = [
  'bin/watchkeep.ts',
  'lib',
  'lambdas',
  'adapters',
  'domain',
  'detections',
  'collectors',
  'state-machines',
  'edge',
];
const SETTINGS = ['cdk.json', 'package-lock.json', 'docs/runbook.md'];

const contextOf = ({ postgres, opensearch, region }: Endpoints): readonly string[] => {
  const values = {
    stage: 'local',
    region,
    localDatabaseHost: postgres.host,
    localDatabasePort: postgres.port,
    localDatabaseName: postgres.database,
    localDatabaseUser: postgres.user,
    localDatabasePassword: postgres.password,
    localSearchEndpoint: opensearch,
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
};

const readStamp = (file: string): Stamp | undefined => {
  const parsed = existsSync(file) ? Stamp.safeParse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  return parsed?.success ? parsed.data : undefined;
};

const existingStacks = async ({ aws, region }: Endpoints): Promise<ReadonlySet<string>> => {
  const client = new CloudFormationClient({
    endpoint: aws,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { Stacks = [] } = await client.send(new DescribeStacksCommand());
  return new Set(
    Stacks.filter((stack) => /COMPLETE$/.test(stack.StackStatus ?? '')).map((stack) => stack.StackName ?? ''),
  );
};

/**
 * Brings the stacks of this clone into the platform; nothing is done where sources or assembly are those of the last
 * deployment and its stacks are still there.
 * @throws Error with the end of the log where synthesis or deployment fails
 */
export const deploy = async ({ home, endpoints, log, signal }: DeploymentOptions): Promise<Outputs> => {
  const folder = path.join(home, 'deployment');
  mkdirSync(folder, { recursive: true });
  const [stampFile, assembly] = [path.join(folder, 'stamp.json'), path.join(folder, 'cdk.out')];
  const context = contextOf(endpoints);
  const stacks = await existingStacks(endpoints);
  const last = readStamp(stampFile);
  const flat = (outputs: Stamp['outputs']): Outputs => Object.assign({}, ...Object.values(outputs));
  const inPlace = last !== undefined && Object.keys(last.outputs).every((name) => stacks.has(name));

  const cdk = async (name: string, args: readonly string[]): Promise<void> => {
    const started = Date.now();
    await runProgram({
      home,
      name,
      command: node24,
      args: [path.join(clone, 'node_modules/aws-cdk/bin/cdk'), ...args, '--notices=false', '--ci', '--no-color'],
      env: {
        ...awsEnvironment(endpoints.aws),
        CDK_HOME: path.join(folder, 'cdk-home'),
        CDK_DISABLE_CLI_TELEMETRY: 'true',
      },
      signal,
    });
    log(`${name} done (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  };

  const sources = `${digestOf(clone, [...SOURCES, ...SETTINGS], /\.test\.ts$/)} ${context.join(' ')} ${endpoints.aws}`;
  if (inPlace && last.sources === sources) {
    log('stacks are up to date');
    return flat(last.outputs);
  }
  await cdk('cdk-synth', ['synth', '--quiet', '--output', assembly, ...context]);
  const synthesized = digestOf(assembly, ['.'], /^(tree\.json|.*metadata\.json)$/);
  if (inPlace && last.assembly === synthesized) {
    writeFileSync(stampFile, JSON.stringify({ ...last, sources }));
    log('stacks are up to date');
    return flat(last.outputs);
  }
  if (!stacks.has('CDKToolkit'))
    await cdk('cdk-bootstrap', ['bootstrap', `aws://000000000000/${endpoints.region}`, '--app', assembly]);
  const outputsFile = path.join(folder, 'outputs.json');
  const always = ['--all', '--require-approval', 'never', '--concurrency', '2', '--outputs-file', outputsFile];
  await cdk('cdk-deploy', ['deploy', ...always, '--app', assembly]);
  const outputs = StackOutputs.parse(JSON.parse(readFileSync(outputsFile, 'utf8')));
  writeFileSync(stampFile, JSON.stringify({ sources, assembly: synthesized, outputs }));
  return flat(outputs);
};

/** Base URL of the API on the platform, without a slash at its end. */
export const apiUrlOf = (endpoints: Endpoints, outputs: Outputs): string => {
  const stage = new URL(outputs.ApiUrl ?? 'http://none/v1').pathname.split('/').findLast((part) => part !== '') ?? 'v1';
  return `${endpoints.aws}/_aws/execute-api/${outputs.ApiId ?? 'none'}/${stage}`;
};
