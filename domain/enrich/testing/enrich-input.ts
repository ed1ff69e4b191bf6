import { alertOf, ip, user } from '../../incident/testing/alerts.ts';
import type { Asset } from '../../model/enrichment.ts';
import type { EnrichInput } from '../enrich-incident.ts';
import type { KnownVulnerability } from '../kev-catalogue.ts';

export const knownVulnerability = (change: Partial<KnownVulnerability>): KnownVulnerability => ({
  cve_id: 'CVE-2020-14882',
  vendor: 'Oracle',
  product: 'WebLogic Server',
  name: 'Oracle WebLogic Server Remote Code Execution Vulnerability',
  date_added: '2021-11-03',
  due_date: '2022-05-03',
  ransomware: false,
  ...change,
});

export const assetOf = (change: Partial<Asset>): Asset => ({
  asset_id: 'core-banking',
  name: 'Core banking',
  matches: [{ kind: 'host', value: 'cbs-app-*' }],
  tier: 10,
  business_impact: 'payments',
  owner: 'Payments',
  products: ['Oracle WebLogic Server 14c'],
  ...change,
});

/** Two alerts on `cbs-app-01`, an inventory of two assets, catalogues of a few entries. */
export const enrichInput: EnrichInput = {
  incident: { mitre_techniques: ['T1110', 'T1110.003', 'T9999'] },
  alerts: [
    alertOf({ n: 1, minute: 0, entities: [user('anna'), ip('198.51.100.7')] }),
    alertOf({ n: 2, minute: 1, techniques: ['T1110.003'], entities: [user('ben'), ip('198.51.100.7')] }),
  ],
  assets: [
    assetOf({}),
    assetOf({ asset_id: 'people', name: 'Customers', tier: 8, matches: [user('ann*')], business_impact: 'customers' }),
    assetOf({ asset_id: 'other', matches: [user('zoe')] }),
  ],
  kev: { version: '2025.08.25', vulnerabilities: [knownVulnerability({})] },
  attack: {
    version: 'ATT&CK Enterprise v18.1 (2025-11-13)',
    techniques: {
      T1110: { name: 'Brute Force', tactics: ['Credential Access'] },
      'T1110.003': { name: 'Password Spraying', tactics: ['Credential Access'] },
    },
  },
};
