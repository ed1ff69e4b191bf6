import { describe, expect, it } from 'vitest';
import { huntAddressOf, suppressionAddress } from './hunt-address.ts';

describe('the address of the page of hunts', () => {
  it('carries a suppression through, whatever the value holds', () => {
    const value = '"><script>&id=HUNT-1#';
    const address = suppressionAddress('100130', { kind: 'user', value }, 'acme-bank');
    expect(huntAddressOf(address.slice(address.indexOf('?')))).toEqual({
      id: undefined,
      rule: '100130',
      field: 'user',
      value,
    });
  });

  it('names a hunt, or nothing', () => {
    expect(huntAddressOf('?id=HUNT-2026-02-18-000000000000').id).toBe('HUNT-2026-02-18-000000000000');
    expect(huntAddressOf('')).toEqual({ id: undefined, rule: '', field: '', value: '' });
    expect(huntAddressOf(suppressionAddress('1', undefined, 'acme-bank').slice('/hunts/'.length)).field).toBe('');
  });
});
