import { gzipSync } from 'node:zlib';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { describe, expect, it } from 'vitest';
import { nodeHasher } from '../../adapters/hashing.ts';
import { memoryOfferLedger } from '../../adapters/memory/offer-ledger.ts';
import { memoryStreamWriter } from '../../adapters/memory/stream-writer.ts';
import { TenantId } from '../../domain/model/tenant.ts';
import { collectHandler } from './handler.ts';

const ACME = TenantId.parse('acme-bank');
const NOW = Date.parse('2026-02-18T10:30:45.120Z');

const rig = (directoryFails = false) => {
  const writer = memoryStreamWriter();
  const ledger = memoryOfferLedger();
  let ids = 0;
  const handler = collectHandler({
    writer,
    ledger,
    directory: {
      sourceByIngestToken: async (hash) => {
        if (directoryFails) throw new Error('no answer');
        if (hash !== nodeHasher.sha256('tok')) return undefined;
        return { tenant: ACME, id: 'api', ingress: 'http', trust: 'medium', enabled: true };
      },
    },
    hasher: nodeHasher,
    now: () => NOW,
    newId: () => `id${++ids}`,
    logger: new Logger({ logLevel: 'SILENT' }),
    metrics: new Metrics({ namespace: 'test' }),
  });
  const send = async (event: Record<string, unknown>) => {
    const { statusCode, body, headers } = await handler({
      httpMethod: 'POST',
      headers: { Authorization: 'Bearer tok' },
      isBase64Encoded: false,
      ...event,
    });
    return { statusCode, headers, body: JSON.parse(body) as unknown };
  };
  const envelopes = () => writer.records.flatMap((record) => record.envelopes);
  return { writer, ledger, send, envelopes };
};

describe('collect behind API Gateway', () => {
  it('takes lines under the tenant of the token and counts them', async () => {
    const { send, envelopes, ledger } = rig();
    const answer = await send({ body: '{"tenant":"globex-bank"}\nsecond' });
    expect(answer).toMatchObject({ statusCode: 202, body: { accepted: 2, rejected: [] } });
    expect(envelopes().map(({ tenant, raw }) => [tenant, raw])).toEqual([
      [ACME, '{"tenant":"globex-bank"}'],
      [ACME, 'second'],
    ]);
    const offers: unknown[] = [];
    for await (const offer of ledger.offers(ACME, '2026-02-18')) offers.push(offer);
    expect(offers).toMatchObject([{ minute: '2026-02-18T10:30', source: 'api', lines: 2, resent: 0 }]);
  });

  it('takes a base64 body and gzip, byte by byte', async () => {
    const { send, envelopes } = rig();
    const body = gzipSync(Buffer.from([0xff, 0xfe, 0x0a, 0x61])).toString('base64');
    const headers = { authorization: 'Bearer tok', 'Content-Encoding': 'gzip' };
    expect((await send({ body, isBase64Encoded: true, headers })).statusCode).toBe(202);
    expect(envelopes().map(({ encoding, raw }) => [encoding, raw])).toEqual([
      ['base64', '//4='],
      ['utf8', 'a'],
    ]);
  });

  it.each([
    ['a wrong token', { headers: { authorization: 'Bearer no' }, body: 'x' }, 401],
    ['no headers', { headers: null, body: 'x' }, 401],
    ['an empty body', { body: null }, 400],
    ['an unknown encoding', { headers: { authorization: 'Bearer tok', 'content-encoding': 'br' }, body: 'x' }, 415],
    [
      'a body that is no gzip',
      { headers: { authorization: 'Bearer tok', 'content-encoding': 'gzip' }, body: 'x' },
      400,
    ],
    ['an unprintable key', { headers: { authorization: 'Bearer tok', 'idempotency-key': 'a b' }, body: 'x' }, 400],
    ['another method', { httpMethod: 'GET', body: null }, 405],
  ])('answers %s with a clear error', async (_, event, status) => {
    const { send, envelopes } = rig();
    const answer = await send(event);
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toMatchObject({ error: expect.any(String) });
    expect(envelopes()).toEqual([]);
  });

  it('says 503 and when to come back while a store is down', async () => {
    const down = rig();
    down.writer.fault = () => new Error('down');
    expect(await down.send({ body: 'x' })).toMatchObject({ statusCode: 503, headers: { 'retry-after': '2' } });
    expect(await rig(true).send({ body: 'x' })).toMatchObject({ statusCode: 503 });
  });
});
