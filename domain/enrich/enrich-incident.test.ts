import { describe, expect, it } from 'vitest';
import { Enrichment } from '../model/enrichment.ts';
import { enrichIncident } from './enrich-incident.ts';
import { enrichInput, knownVulnerability } from './testing/enrich-input.ts';

const [first, second] = enrichInput.alerts.map(({ id }) => id);

describe('enrichIncident', () => {
  it('brings assets, vulnerabilities of their products and techniques, and says what it does not know', () => {
    expect(Enrichment.parse(enrichIncident(enrichInput))).toEqual({
      assets: [
        {
          asset_id: 'core-banking',
          name: 'Core banking',
          tier: 10,
          business_impact: 'payments',
          owner: 'Payments',
          entities: [{ kind: 'host', value: 'cbs-app-01' }],
        },
        {
          asset_id: 'people',
          name: 'Customers',
          tier: 8,
          business_impact: 'customers',
          owner: 'Payments',
          entities: [{ kind: 'user', value: 'anna' }],
        },
      ],
      asset_criticality: 10,
      business_impact: ['payments', 'customers'],
      cve_matches: [
        expect.objectContaining({
          cve_id: 'CVE-2020-14882',
          product: 'Oracle WebLogic Server 14c',
          asset_id: 'core-banking',
          certainty: 'product-level, version unconfirmed',
        }),
        expect.objectContaining({ asset_id: 'people' }),
      ],
      techniques: [
        {
          technique_id: 'T1110',
          name: 'Brute Force',
          tactics: ['Credential Access'],
          url: 'https://attack.mitre.org/techniques/T1110/',
          evidence: [first],
        },
        {
          technique_id: 'T1110.003',
          name: 'Password Spraying',
          tactics: ['Credential Access'],
          parent: 'T1110',
          url: 'https://attack.mitre.org/techniques/T1110/003/',
          evidence: [second],
        },
      ],
      threat_intel: { ip_reputation: 'unknown', known_threats: [] },
      sources: ['kev 2025.08.25', 'attack 18.1'],
      limits: [
        'vulnerabilities are matched by product: versions are not known',
        'not in the ATT&CK catalogue: T9999',
        'no threat intelligence is connected: the reputation of addresses is unknown',
      ],
    });
  });

  it('counts what no asset matches as protected', () => {
    const enrichment = enrichIncident({ ...enrichInput, assets: [], limits: ['2 of 300 alerts were read'] });
    expect(enrichment).toMatchObject({ assets: [], asset_criticality: 9, business_impact: [], cve_matches: [] });
    expect(enrichment.limits.slice(0, 2)).toEqual([
      '2 of 300 alerts were read',
      'no asset of the inventory matches: counted as protected, tier 9',
    ]);
  });

  it('lists the 20 most urgent vulnerabilities and counts the others', () => {
    const vulnerabilities = Array.from({ length: 30 }, (_, n) =>
      knownVulnerability({
        cve_id: `CVE-2024-${1000 + n}`,
        ransomware: n === 7,
        date_added: `2024-01-${10 + (n % 20)}`,
      }),
    );
    const kev = { version: 'x', vulnerabilities };
    const { cve_matches, limits } = enrichIncident({ ...enrichInput, assets: enrichInput.assets.slice(0, 1), kev });
    expect(cve_matches).toHaveLength(20);
    expect(cve_matches.slice(0, 2).map(({ cve_id }) => cve_id)).toEqual(['CVE-2024-1007', 'CVE-2024-1019']);
    expect(limits).toContain('10 more known exploited vulnerabilities of these products are not listed');
  });

  it('does not depend on the order of what it is given', () => {
    const { alerts, assets } = enrichInput;
    const other = { ...enrichInput, alerts: alerts.toReversed(), assets: assets.toReversed() };
    expect(enrichIncident(other)).toEqual(enrichIncident(enrichInput));
  });
});
