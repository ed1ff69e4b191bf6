import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { failureOf, parsedAs } from './answer.ts';

describe('failureOf', () => {
  it('says what the problem says', () => {
    const body = JSON.stringify({ type: 'urn:x', title: 'Conflict', status: 409, detail: 'It was decided before.' });
    expect(failureOf(409, body)).toMatchObject({ status: 409, message: 'It was decided before.' });
  });

  it.each([
    [403, '<html>', 'Your role does not allow this.'],
    [418, '', 'The service answered with the error 418.'],
    [404, '{"message":"Forbidden"}', 'There is no such thing here, or it belongs to another tenant.'],
  ])('has a sentence for %i without a problem', (status, body, sentence) => {
    expect(failureOf(status, body).message).toBe(sentence);
  });
});

describe('parsedAs', () => {
  const schema = z.object({ a: z.object({ b: z.number() }) });

  it('parses what fits', () => {
    expect(parsedAs(schema, '{"a":{"b":1}}')).toEqual({ a: { b: 1 } });
  });

  it('names the place that does not fit', () => {
    expect(() => parsedAs(schema, '{"a":{"b":"1"}}')).toThrow(/unexpected form at a\.b/);
    expect(() => parsedAs(schema, '<html>')).toThrow(/not JSON/);
  });
});
