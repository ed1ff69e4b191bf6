import { z } from 'zod';
import { EVIDENCE_READERS } from '../role.ts';
import { exampleEvidence } from './examples.ts';
import { operation } from './operation.ts';
import { EventIdParameter, nothing } from './parameters.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const eventRaw = operation({
  id: 'event-raw',
  method: 'GET',
  path: '/api/v1/events/{id}/raw',
  tag: 'events',
  summary: 'The line of an event as it came, with the proof that the archive holds it unchanged',
  description:
    'SHA-256(0x00 || `entry`) and `proof` lead to `merkle_root` (RFC 9162, section 2.1.3.2). `offset` and `length` name the gzip member of the object `key` that holds the line.',
  access: 'tenant',
  roles: EVIDENCE_READERS,
  params: z.object({ id: EventIdParameter }),
  query: nothing,
  response: z.object({
    id: z.string(),
    key: z.string(),
    offset: z.number().int(),
    length: z.number().int(),
    raw: z.string(),
    encoding: z.enum(['utf8', 'base64']),
    received_at: z.string(),
    source: z.string(),
    entry: z.string(),
    merkle_root: Sha256,
    proof: z.array(Sha256),
    index: z.number().int(),
    lines: z.number().int(),
    masked: z.array(z.object({ kind: z.string(), offset: z.number().int(), length: z.number().int() })),
  }),
  example: exampleEvidence,
});
