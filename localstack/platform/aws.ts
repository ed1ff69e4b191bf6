import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Child } from './child.ts';
import { clone } from './folders.ts';
import { folder, logFileOf, type PartContext, startPart } from './part.ts';
import type { Ports } from './ports.ts';
import { resetStreamPositions } from './stream-positions.ts';
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

/**
 * The folder in which MiniStack unpacks Lambdas: outside of the clone, so that they find neither its package.json nor its
 * node_modules. The one of an earlier run is removed.
 */
const unpackFolder = (state: string): string => {
  const note = path.join(state, 'unpack-folder');
  try {
    rmSync(readFileSync(note, 'utf8'), { recursive: true, force: true });
  } catch {
    // There was no earlier run.
  }
  const made = mkdtempSync(path.join(tmpdir(), 'watchkeep-lambdas-'));
  writeFileSync(note, made);
  return made;
};

/** Where MiniStack under `enforceIam` writes what roles asked for and what was decided: a JSON line each, over restarts. */
export const iamRecordOf = (home: string): string => path.join(home, 'logs', 'iam.jsonl');

const programOf = ({ home, enforceIam = false }: PartContext): { args: string[]; env: Record<string, string> } => {
  const program = path.join(clone, 'localstack', 'platform', 'ministack_program.py');
  return enforceIam ? { args: [program, iamRecordOf(home)], env: { AUTH: 'true' } } : { args: [program], env: {} };
};

/** MiniStack: answers as AWS and runs the Lambdas as warm Node 24 processes; keeps its state over a clean stop. */
export const startAws = async (context: PartContext, ports: Ports): Promise<Child> => {
  const state = folder(context.home, 'aws');
  const endpoint = `http://127.0.0.1:${ports.aws}`;
  const bin = path.join(clone, 'node_modules', '.bin');
  const unpacked = unpackFolder(state);
  resetStreamPositions(path.join(state, 'state'));
  const { args, env } = programOf(context);
  const child = await startPart(
    context,
    {
      name: 'aws',
      command: path.join(context.tools, 'venv', 'bin', 'python'),
      args,
      cwd: state,
      env: {
        ...awsEnvironment(endpoint),
        PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
        HOME: state,
        TMPDIR: unpacked,
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
        ...env,
      },
      logFile: logFileOf(context.home, 'aws'),
      stopSignal: 'SIGTERM',
      stopWithinMs: 30_000,
    },
    60_000,
    () => answers(`${endpoint}/_localstack/health`),
  );
  void child.exited.then(() => rmSync(unpacked, { recursive: true, force: true }));
  return child;
};
