import { describe, expect, it } from 'vitest';
import { catalogueProducts, isProduct } from './product-name.ts';

const cases: readonly (readonly [string, string, string, boolean])[] = [
  ['Oracle WebLogic Server 14c', 'Oracle', 'WebLogic Server', true],
  ['oracle weblogic server', 'Oracle', 'WebLogic Server', true],
  ['Oracle Database 19c', 'Oracle', 'WebLogic Server', false],
  ['Fortinet FortiProxy', 'Fortinet', 'FortiOS and FortiProxy', true],
  ['Apple watchOS', 'Apple', 'iOS, iPadOS, and watchOS', true],
  ['NAKIVO Backup and Replication 11', 'NAKIVO', 'Backup and Replication', true],
  ['Cisco Adaptive Security Appliance', 'Cisco', 'Adaptive Security Appliance (ASA)', true],
  ['Roundcube Webmail', 'Roundcube', 'Roundcube Webmail', true],
  ['Apple macOS', 'Apple', 'Multiple Products', false],
  ['Apache HTTP Server 2.4', 'Apache', 'Apache', false],
  ['Microsoft Windows Server 2019', 'Microsoft', 'Windows', true],
  ['Microsoft', 'Microsoft', 'Windows', false],
];

describe('isProduct', () => {
  it.each(cases)('%s is %s %s: %s', (inventory, vendor, product, expected) => {
    expect(isProduct(inventory, catalogueProducts(vendor, product))).toBe(expected);
  });
});
