import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { portalHeaders } from '../../domain/serve/portal-headers.ts';
import { passOn, type Target } from './pass-on.ts';
import { answerOf, type Site } from './site.ts';

export const PortalServerConfig = z.object({
  port: z.number().int().min(0).max(65_535),
  /** Folder of the built site. */
  site: z.string(),
  /** Base URL of the API, without a slash at its end. */
  apiUrl: z.url(),
  /** URL of the AWS API, whose Cognito signs people in. */
  awsUrl: z.url(),
  region: z.string(),
  userPoolClientId: z.string(),
});
export type PortalServerConfig = z.infer<typeof PortalServerConfig>;

const HEADERS = portalHeaders([]);
const COGNITO = '/cognito-idp';
const TARGET = 'AWSCognitoIdentityProviderService.';
const API_HEADERS = ['authorization', 'x-tenant', 'content-type', 'content-length', 'accept', 'x-request-id'];
const COGNITO_HEADERS = ['content-type', 'content-length', 'x-amz-target', 'accept'];

const sendFile = (request: IncomingMessage, response: ServerResponse, site: Site, url: URL): void => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { ...HEADERS, allow: 'GET, HEAD' }).end();
    return;
  }
  const answer = answerOf(site, url.pathname, url.search);
  if (answer.kind === 'redirect') {
    response.writeHead(308, { ...HEADERS, location: answer.location }).end();
    return;
  }
  const { file } = answer;
  response.writeHead(answer.kind === 'file' ? 200 : 404, {
    ...HEADERS,
    ...(file && { 'content-type': file.type, 'content-length': file.body.length, 'cache-control': file.cache }),
  });
  response.end(request.method === 'HEAD' ? undefined : file?.body);
};

/** One origin for people, as CloudFront is on AWS: the pages, the API below `/api/`, sign-in, and what the pages are told. */
export const portalServer = (config: PortalServerConfig, site: Site): Server => {
  const { apiUrl, awsUrl, region, userPoolClientId } = config;
  const configuration = Buffer.from(JSON.stringify({ region, userPoolClientId, cognitoEndpoint: COGNITO }));
  const told: Site = new Map([
    ...site,
    ['/config.json', { body: configuration, type: 'application/json', cache: 'no-store' }],
  ]);
  const cognito: Target = { url: awsUrl, headers: COGNITO_HEADERS, seconds: 20 };
  return createServer((request, response) => {
    const base = 'http://portal.invalid';
    if (!URL.canParse(request.url ?? '', base)) {
      response.writeHead(400, HEADERS).end();
      return;
    }
    const url = new URL(request.url ?? '', base);
    if (url.origin !== base) response.writeHead(400, HEADERS).end();
    else if (url.pathname.startsWith('/api/')) {
      passOn(request, response, { url: `${apiUrl}${url.pathname}${url.search}`, headers: API_HEADERS, seconds: 30 });
    } else if (url.pathname === COGNITO && request.method === 'POST') {
      // The same address answers for every AWS service here.
      if (String(request.headers['x-amz-target']).startsWith(TARGET)) passOn(request, response, cognito);
      else response.writeHead(400, HEADERS).end();
    } else sendFile(request, response, told, url);
  });
};
