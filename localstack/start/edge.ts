import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { awsEnvironment } from '../platform/aws.ts';
import type { Child } from '../platform/child.ts';
import type { Endpoints } from '../platform/endpoints.ts';
import { clone, node24 } from '../platform/folders.ts';
import { folder, logFileOf, type PartContext, startPart } from '../platform/part.ts';
import { answers } from '../platform/until-healthy.ts';
import { LOCAL_SOURCES } from '../sources.ts';
import type { Outputs } from './deployment.ts';
import { projectEnvironment } from './program.ts';

const configFile = (home: string, { ports, region }: Endpoints, outputs: Outputs): string => {
  const file = path.join(folder(home, 'edge'), 'config.json');
  const config = {
    streamName: outputs.StreamName,
    tableName: outputs.TableName,
    region,
    listeners: LOCAL_SOURCES.map(({ id, tenant, protocol, port, trust }) => ({
      protocol,
      port: ports[port],
      tenant,
      source: id,
      trust,
    })),
    http: { port: ports.http },
  };
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`);
  return file;
};

/** The local edge: a TCP port a tenant, UDP, HTTP with ingest tokens; what it could not send waits in `<home>/edge`. */
export const startEdge = (context: PartContext, endpoints: Endpoints, outputs: Outputs): Promise<Child> =>
  startPart(
    context,
    {
      name: 'edge',
      command: node24,
      args: [path.join(clone, 'edge', 'server.ts')],
      cwd: clone,
      env: projectEnvironment({
        ...awsEnvironment(endpoints.aws),
        EDGE_CONFIG: configFile(context.home, endpoints, outputs),
      }),
      logFile: logFileOf(context.home, 'edge'),
      stopSignal: 'SIGTERM',
      stopWithinMs: 15_000,
    },
    30_000,
    () => answers(`http://127.0.0.1:${endpoints.ports.http}/health`),
  );
