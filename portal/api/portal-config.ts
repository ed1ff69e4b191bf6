import './jitless.ts';
import { z } from 'zod';
import { parsedAs } from './answer.ts';
import { ApiFailure } from './failure.ts';

/** What the deployment tells the portal. */
const PortalConfig = z.object({
  region: z.string().min(1),
  userPoolClientId: z.string().min(1),
  /** URL of Cognito's API, or a path on this origin that leads there. */
  cognitoEndpoint: z.string().min(1),
});
export type PortalConfig = z.infer<typeof PortalConfig>;

let known: Promise<PortalConfig> | undefined;

const load = async (): Promise<PortalConfig> => {
  const response = await fetch('/config.json', { cache: 'no-store' }).catch(() => undefined);
  if (!response?.ok)
    throw new ApiFailure(response?.status ?? 0, 'The portal cannot read its configuration: try again in a moment.');
  return parsedAs(PortalConfig, await response.text());
};

/** Read once; again after a failure. */
export const portalConfig = (): Promise<PortalConfig> => {
  known ??= load().catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
};
