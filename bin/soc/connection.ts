import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { TenantId } from '../../domain/model/tenant.ts';
import { awsEnvironment } from '../../localstack/platform/aws.ts';
import { defaultHome } from '../../localstack/platform/folders.ts';
import { type Run, readRun } from '../../localstack/run-file.ts';
import { UsageError } from './output.ts';

/** A deployment that a command talks to. */
export type Connection = {
  /** The value of a stack output; an error with a sentence where the stacks have none of that name. */
  readonly output: (name: string) => string;
  readonly tenants: readonly TenantId[];
  /** The local platform's run; undefined on AWS. */
  readonly run: Run | undefined;
};

const NOT_RUNNING =
  'Watchkeep does not run here: npm start brings it up. To reach a deployment on AWS, set WATCHKEEP_STAGE=dev or prod, and --tenant.';

const awsOutputs = async (stage: string): Promise<Record<string, string>> => {
  const client = new CloudFormationClient({});
  const outputs: Record<string, string> = {};
  for (const stack of ['storage', 'pipeline', 'api']) {
    const answer = await client.send(new DescribeStacksCommand({ StackName: `watchkeep-${stage}-${stack}` }));
    for (const { OutputKey, OutputValue } of answer.Stacks?.[0]?.Outputs ?? [])
      if (OutputKey && OutputValue) outputs[OutputKey] = OutputValue;
  }
  return outputs;
};

const tenantsOf = (wanted: string | undefined, known: readonly string[]): TenantId[] => {
  if (wanted === undefined) return known.map((id) => TenantId.parse(id));
  const parsed = TenantId.safeParse(wanted);
  if (!parsed.success) throw new UsageError(`--tenant ${wanted}: ${parsed.error.issues[0]?.message ?? 'no tenant id'}`);
  if (known.length > 0 && !known.includes(wanted))
    throw new UsageError(`--tenant ${wanted}: there is no such tenant here; known are ${known.join(', ')}`);
  return [parsed.data];
};

/** Finds the deployment: a stage on AWS where WATCHKEEP_STAGE names one, otherwise the local platform. */
export const connect = async (wantedTenant?: string): Promise<Connection> => {
  const stage = process.env.WATCHKEEP_STAGE;
  const run = stage ? undefined : readRun(defaultHome());
  if (!stage && !run) throw new UsageError(NOT_RUNNING);
  if (run) Object.assign(process.env, awsEnvironment(run.endpoints.aws));
  const outputs = run?.outputs ?? (await awsOutputs(stage ?? ''));
  const tenants = tenantsOf(wantedTenant, run?.tenants.map(({ id }) => id) ?? []);
  if (tenants.length === 0) throw new UsageError('name a tenant: --tenant <id>');
  return {
    run,
    tenants,
    output: (name) => {
      const value = outputs[name];
      if (value === undefined) throw new Error(`the stacks have no output ${name}: deploy them again`);
      return value;
    },
  };
};
