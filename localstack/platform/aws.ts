import path from 'node:path';
import type { Child } from './child.ts';
import { clone } from './folders.ts';
import { folder, logFileOf, type PartContext, startPart } from './part.ts';
import type { Ports } from './ports.ts';
import { answers } from './until-healthy.ts';

/** What AWS clients of the local platform need in their environment; the keys are test keys that any value replaces. */
export const awsEnvironment = (awsEndpoint: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: awsEndpoint,
  AWS_ENDPOINT_URL_S3: awsEndpoint,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'eu-central-1',
  AWS_DEFAULT_REGION: 'eu-central-1',
  AWS_EC2_METADATA_DISABLED: 'true',
});

/** MiniStack: answers as AWS and runs the Lambdas as warm Node 24 processes; keeps its state over a clean stop. */
export const startAws = (context: PartContext, ports: Ports): Promise<Child> => {
  const state = folder(context.home, 'aws');
  const endpoint = `http://127.0.0.1:${ports.aws}`;
  const bin = path.join(clone, 'node_modules', '.bin');
  return startPart(
    context,
    {
      name: 'aws',
      command: path.join(context.tools, 'venv', 'bin', 'python'),
      args: ['-m', 'ministack'],
      cwd: state,
      env: {
        ...awsEnvironment(endpoint),
        PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
        HOME: state,
        TMPDIR: folder(context.home, 'tmp', 'aws'),
        LANG: 'C.UTF-8',
        BIND_HOST: '127.0.0.1',
        GATEWAY_PORT: String(ports.aws),
        PERSIST_STATE: '1',
        STATE_DIR: folder(state, 'state'),
        S3_PERSIST: '1',
        S3_DATA_DIR: folder(state, 's3'),
        LAMBDA_EXECUTOR: 'local',
        MINISTACK_REGION: 'eu-central-1',
        MINISTACK_OPENSEARCH_ENDPOINT: `localhost:${ports.opensearch}`,
        // Without this a machine with Docker would start containers for the database and the search domain.
        DOCKER_HOST: `unix://${path.join(state, 'no-docker.sock')}`,
        SFTP_ENABLED: '0',
        IOT_MTLS_ENABLED: '0',
        LOG_LEVEL: process.env.WATCHKEEP_AWS_LOG_LEVEL || 'INFO',
      },
      logFile: logFileOf(context.home, 'aws'),
      stopSignal: 'SIGTERM',
      stopWithinMs: 30_000,
    },
    60_000,
    () => answers(`${endpoint}/_localstack/health`),
  );
};
