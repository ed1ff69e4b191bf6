import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';

/** Where requests go, and which of their headers go with them. */
export type Target = { readonly url: string; readonly headers: readonly string[]; readonly seconds: number };

/** Headers that concern one connection (RFC 9110, section 7.6.1). */
const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'proxy-connection']);

const refuse = (response: ServerResponse, status: number, detail: string): void => {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ type: 'about:blank', title: 'The service does not answer', status, detail }));
};

/** Passes a request on and its answer back, both as they come. */
export const passOn = (
  incoming: IncomingMessage,
  response: ServerResponse,
  { url, headers, seconds }: Target,
): void => {
  const given = headers.flatMap((name) => {
    const value = incoming.headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  const outgoing = request(url, { method: incoming.method ?? 'GET', headers: Object.fromEntries(given) }, (answer) => {
    const back = Object.entries(answer.headers).filter(([name]) => !HOP.has(name));
    response.writeHead(answer.statusCode ?? 502, Object.fromEntries(back));
    pipeline(answer, response, () => {});
  });
  outgoing.setTimeout(seconds * 1_000, () => {
    refuse(response, 504, 'The service took too long to answer: try again in a moment.');
    outgoing.destroy();
  });
  outgoing.on('error', () =>
    refuse(response, 502, 'The service behind the portal does not answer: see that the platform is up.'),
  );
  response.on('close', () => outgoing.destroy());
  pipeline(incoming, outgoing, () => {});
};
