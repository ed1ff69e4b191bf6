import type { Server } from 'node:http';
import path from 'node:path';
import { portalServer } from '../../localstack/portal/portal-server.ts';
import { readSite } from '../../localstack/portal/site.ts';
import { mockApi } from './mock-api.ts';
import { type MockState, newState } from './mock-state.ts';
import { SCENARIOS } from './scenario.ts';

export type MockPortal = {
  readonly url: string;
  readonly state: MockState;
  readonly reset: () => void;
  readonly close: () => void;
};

const listen = (server: Server, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`);
    });
  });

/** The built portal before invented answers; port 0 takes a free one. */
export const serveMockPortal = async (port: number): Promise<MockPortal> => {
  const state = newState(SCENARIOS, Date.now());
  const api = mockApi(state);
  const upstream = await listen(api, 0);
  const config = {
    port,
    site: '',
    apiUrl: `${upstream}/v1`,
    awsUrl: upstream,
    region: 'eu-central-1',
    userPoolClientId: 'mock',
  };
  const portal = portalServer(config, readSite(path.join(import.meta.dirname, '..', 'out')));
  const url = await listen(portal, port);
  const close = (): void => {
    for (const server of [portal, api]) {
      server.close();
      server.closeAllConnections();
    }
  };
  const reset = (): void => {
    Object.assign(state, newState(SCENARIOS, Date.now()));
  };
  return { url, state, reset, close };
};
