import { describe, expect, it } from 'vitest';
import { DEFAULT_ZONES, zoneOfIp, zoneTable } from './zones.ts';

describe('zones', () => {
  it.each([
    ['10.30.4.12', 'corporate'],
    ['10.99.0.1', 'internal'],
    ['192.168.1.1', 'internal'],
    ['fe80::1', 'internal'],
    ['::ffff:10.30.4.12', 'corporate'],
    ['198.51.100.7', undefined],
    ['2001:db8::1', undefined],
  ])('puts %s into %s', (ip, zone) => expect(zoneOfIp(DEFAULT_ZONES, ip)).toBe(zone));

  it('lets the narrowest network win and refuses what is no network', () => {
    const table = zoneTable([
      { cidr: '203.0.113.0/24', zone: 'dmz' },
      { cidr: '203.0.113.8/30', zone: 'vpn' },
      { cidr: '2001:db8:a::/48', zone: 'dmz' },
    ]);
    expect(zoneOfIp(table, '203.0.113.9')).toBe('vpn');
    expect(zoneOfIp(table, '203.0.113.12')).toBe('dmz');
    expect(zoneOfIp(table, '2001:db8:a:1::5')).toBe('dmz');
    expect(zoneOfIp(table, '2001:db8:b::5')).toBeUndefined();
    expect(() => zoneTable([{ cidr: '10.0.0.0', zone: 'x' }])).toThrow('10.0.0.0');
    expect(() => zoneTable([{ cidr: '10.0.0.0/33', zone: 'x' }])).toThrow('10.0.0.0/33');
  });
});
