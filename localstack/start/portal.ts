import path from 'node:path';
import type { Child } from '../platform/child.ts';
import type { Endpoints } from '../platform/endpoints.ts';
import { clone, node24 } from '../platform/folders.ts';
import { logFileOf, type PartContext, startPart } from '../platform/part.ts';
import { answers } from '../platform/until-healthy.ts';
import type { PortalServerConfig } from '../portal/portal-server.ts';
import { apiUrlOf, type Outputs } from './deployment.ts';
import { portalSite } from './portal-build.ts';
import { projectEnvironment } from './program.ts';

/** Where people find the portal, with a slash at its end. */
export const portalUrlOf = ({ ports }: Endpoints): string => `http://127.0.0.1:${ports.portal}/`;

const configOf = (endpoints: Endpoints, outputs: Outputs): PortalServerConfig => ({
  port: endpoints.ports.portal,
  site: portalSite,
  apiUrl: apiUrlOf(endpoints, outputs),
  awsUrl: endpoints.aws,
  region: endpoints.region,
  userPoolClientId: outputs.UserPoolClientId ?? '',
});

/** The local portal: its pages, and the API and sign-in behind the same origin. */
export const startPortal = (context: PartContext, endpoints: Endpoints, outputs: Outputs): Promise<Child> =>
  startPart(
    context,
    {
      name: 'portal',
      command: node24,
      args: [path.join(clone, 'localstack', 'portal', 'server.ts')],
      cwd: clone,
      env: projectEnvironment({ PORTAL_CONFIG: JSON.stringify(configOf(endpoints, outputs)) }),
      logFile: logFileOf(context.home, 'portal'),
      stopSignal: 'SIGTERM',
      stopWithinMs: 5_000,
    },
    15_000,
    () => answers(`${portalUrlOf(endpoints)}config.json`),
  );
