import type { TestProject } from 'vitest/node';
import { awsEnvironment } from '../../localstack/platform/aws.ts';
import type { Endpoints } from '../../localstack/platform/endpoints.ts';
import { releasePlatform, sharedPlatform } from './platform-shared.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the tests' platform answers: `inject('endpoints')`. */
    endpoints: Endpoints;
    /** Its folder of state and logs. */
    home: string;
  }
}

/** Starts the platform before the first test file that needs it; the tests' processes find AWS by their environment. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { platform, home } = await sharedPlatform();
  const { endpoints } = platform;
  Object.assign(process.env, awsEnvironment(endpoints.aws));
  project.provide('endpoints', endpoints);
  project.provide('home', home);
  return releasePlatform;
}
