import type { Step } from '../activity.ts';
import { apiGatewayLine } from '../formats/api-gateway.ts';
import { type CoreBankingActor, type CoreBankingEvent, coreBankingLine } from '../formats/core-banking.ts';
import { databaseLine } from '../formats/database.ts';
import { webAccessLine } from '../formats/web-access.ts';
import type { Random } from '../random.ts';
import type { World } from '../world/world.ts';

/** Somebody at a browser or an app: a customer, or who pretends to be one. */
export type Client = {
  readonly userId?: string;
  readonly accountId: string;
  readonly address: string;
  readonly country: string;
  readonly deviceId: string;
  readonly userAgent: string;
  readonly channel: 'web' | 'mobile';
};

/** The lines that one client's requests leave in the bank's systems, with the machines they happen to reach. */
export type CustomerRequests = {
  readonly sessionId: string;
  page(wait: number, method: string, target: string, status: number, bytes: number): Step;
  api(wait: number, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, status: number, bytes: number): Step;
  core(wait: number, event: CoreBankingEvent, details?: Readonly<Record<string, string | number>>): Step;
  query(wait: number, operation: string, object: string, rows: number, statement: string): Step;
};

export const customerRequests = (world: World, client: Client, random: Random): CustomerRequests => {
  const sessionId = random.hex(32);
  const webHost = random.pick(world.webHosts);
  const gatewayHost = random.pick(world.gatewayHosts);
  const databaseHost = random.pick(world.databaseHosts);
  const applicationAddress = random.pick(world.applicationAddresses);
  const actor: CoreBankingActor = {
    host: random.pick(world.coreHosts),
    channel: client.channel,
    userId: client.userId ?? 'unknown',
    accountId: client.accountId,
    sessionId,
    deviceId: client.deviceId,
    sourceAddress: client.address,
    country: client.country,
  };
  return {
    sessionId,
    page: (wait, method, target, status, bytes) => ({
      wait,
      logSource: 'web_waf',
      write: (at) =>
        webAccessLine(
          at,
          { host: webHost, sourceAddress: client.address, method, target, status, bytes, userAgent: client.userAgent },
          random,
        ),
    }),
    api: (wait, method, path, status, bytes) => ({
      wait,
      logSource: 'api_gateway',
      write: (at) =>
        apiGatewayLine(
          at,
          {
            host: gatewayHost,
            clientId: client.channel === 'mobile' ? 'mobile-app' : 'web-bank',
            userId: client.userId,
            sourceAddress: client.address,
            method,
            path,
            status,
            bytesOut: bytes,
            userAgent: client.userAgent,
          },
          random,
        ),
    }),
    core: (wait, event, details = {}) => ({
      wait,
      logSource: 'core_banking',
      // Who is not logged in has no account yet.
      write: (at) =>
        coreBankingLine(
          at,
          event,
          event === 'login_failed' ? { ...actor, accountId: undefined } : actor,
          details,
          random,
        ),
    }),
    query: (wait, operation, object, rows, statement) => ({
      wait,
      logSource: 'database',
      write: (at) =>
        databaseLine(
          at,
          {
            host: databaseHost,
            database: world.databaseName,
            user: world.databaseUsers.web,
            clientAddress: applicationAddress,
            clientIdentifier: client.address,
            operation,
            object,
            rows,
            statement,
          },
          random,
        ),
    }),
  };
};
