import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertOf, ip, user } from '../incident/testing/alerts.ts';
import type { AssetMatch } from '../model/enrichment.ts';
import { Score } from '../model/score.ts';
import { type ScoreInput, scoreIncident } from './score-incident.ts';
import { historyOf, UNKNOWN_HISTORY } from './testing/history.ts';

const core: AssetMatch = {
  asset_id: 'core-banking',
  name: 'Core banking',
  tier: 10,
  business_impact: 'payments',
  owner: 'Payments',
  entities: [{ kind: 'host', value: 'cbs-app-01' }],
};
const attacker = ip('198.51.100.7');
const alerts = [
  alertOf({ n: 1, minute: 0, level: 5, entities: [user('anna'), attacker] }),
  alertOf({ n: 2, minute: 1, level: 10, entities: [user('anna'), attacker] }),
];
const base: ScoreInput = {
  incident: { severity: 10 },
  alerts,
  assets: [core],
  history: historyOf(30, [
    [user('anna'), 30],
    [attacker, 0],
  ]),
};

describe('scoreIncident', () => {
  it('says what it rests on, in words and numbers, with evidence', () => {
    expect(scoreIncident(base)).toEqual({
      risk_score: 81.3,
      confidence: 0.95,
      anomaly_flags: ['first_seen_ip'],
      factors: [
        {
          name: 'severity',
          weight: 0.5,
          value: 0.625,
          reason: 'the highest rule level is 10 of 16',
          evidence: [alerts[1]?.id],
        },
        {
          name: 'asset',
          weight: 0.25,
          value: 1,
          reason: 'the most critical asset concerned is Core banking, tier 10 of 10',
          evidence: ['core-banking', alerts[0]?.id, alerts[1]?.id],
        },
        {
          name: 'rarity',
          weight: 0.25,
          value: 1,
          reason: 'address “198.51.100.7” was not seen in the 30.0 days before that events are known of',
          evidence: [alerts[0]?.id, alerts[1]?.id],
        },
      ],
      limits: ['rarity counts the days on which an entity occurred, not what it did; no trained model takes part'],
    });
  });

  it('counts unknown assets as protected and an unknown past as neither rare nor common, and says so', () => {
    const score = scoreIncident({ ...base, assets: [], history: UNKNOWN_HISTORY, limits: ['2 of 300 alerts'] });
    expect(score.factors.map(({ value }) => value)).toEqual([0.625, 0.9, 0.5]);
    expect(score.confidence).toBe(0.45);
    expect(score.anomaly_flags).toEqual([]);
    expect(score.limits).toEqual([
      '2 of 300 alerts',
      'nothing is known of the past: search was not there to answer',
      'no asset of the inventory matches: the tier is the one of protected assets',
      expect.stringContaining('no trained model'),
    ]);
  });

  it('calls nothing new where hardly any past is known', () => {
    const score = scoreIncident({ ...base, history: historyOf(0.5, [[attacker, 0]]) });
    expect(score.anomaly_flags).toEqual([]);
    expect(score.factors[2]?.value).toBeCloseTo(0.508, 3);
    expect(score.limits).toContain('events of 0.5 of the 30 days before are known');
  });

  it('marks what was hardly seen before', () => {
    const score = scoreIncident({ ...base, history: historyOf(30, [[attacker, 2]]) });
    expect(score.anomaly_flags).toEqual(['rare_ip']);
    expect(score.factors[2]?.reason).toBe(
      'address “198.51.100.7” was seen on 2 of the 30.0 days before that events are known of, in 6 events',
    );
  });

  it('does not depend on the order of what it is given', () => {
    const history = historyOf(30, [
      [attacker, 4],
      [user('anna'), 4],
    ]);
    const reversed = historyOf(30, [
      [user('anna'), 4],
      [attacker, 4],
    ]);
    expect(scoreIncident({ ...base, history: reversed, alerts: alerts.toReversed() })).toEqual(
      scoreIncident({ ...base, history }),
    );
  });

  const tier = fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined });
  const inputOf = (severity: number, assetTier: number | undefined, seen: number, known: number): ScoreInput => ({
    ...base,
    incident: { severity },
    assets: assetTier === undefined ? [] : [{ ...core, tier: assetTier }],
    history: historyOf(known, [[attacker, seen]]),
  });
  const severity = fc.integer({ min: 0, max: 16 });
  const seen = fc.integer({ min: 0, max: 30 });
  const known = fc.double({ min: 0, max: 30, noNaN: true });

  it('stays within its bounds', () => {
    fc.assert(
      fc.property(severity, tier, seen, known, (...inputs) => {
        const score = Score.parse(scoreIncident(inputOf(...inputs)));
        expect(score.factors.reduce((sum, { weight }) => sum + weight, 0)).toBe(1);
        expect(score.factors.every(({ evidence }) => evidence.length > 0)).toBe(true);
      }),
    );
  });

  it('never falls as severity, tier or rarity rise', () => {
    const pair = (values: fc.Arbitrary<number>) =>
      fc.tuple(values, values).map((both) => both.toSorted((a, b) => a - b));
    const tiers = fc.integer({ min: 1, max: 10 });
    fc.assert(
      fc.property(pair(severity), pair(tiers), pair(seen), known, (levels, assetTiers, sightings, days) => {
        const [lowLevel = 0, highLevel = 0] = levels;
        const [lowTier = 1, highTier = 1] = assetTiers;
        const [rare = 0, common = 0] = sightings;
        const risk = (...inputs: Parameters<typeof inputOf>) => scoreIncident(inputOf(...inputs)).risk_score;
        expect(risk(highLevel, lowTier, rare, days)).toBeGreaterThanOrEqual(risk(lowLevel, lowTier, rare, days));
        expect(risk(lowLevel, highTier, rare, days)).toBeGreaterThanOrEqual(risk(lowLevel, lowTier, rare, days));
        expect(risk(lowLevel, lowTier, rare, days)).toBeGreaterThanOrEqual(risk(lowLevel, lowTier, common, days));
        expect(risk(highLevel, highTier, rare, days)).toBeGreaterThanOrEqual(risk(lowLevel, lowTier, common, days));
      }),
    );
  });

  it('is as sure as it knows much', () => {
    const confidence = (days: number, assets: readonly AssetMatch[]) =>
      scoreIncident({ ...base, assets, history: historyOf(days, [[attacker, 0]]) }).confidence;
    expect(confidence(0, [])).toBe(0.45);
    expect(confidence(30, [])).toBe(0.7);
    expect(confidence(0, [core])).toBe(0.7);
    const lowTrust = alerts.map((alert) => ({ ...alert, trust: 'low' as const }));
    expect(scoreIncident({ ...base, alerts: lowTrust }).confidence).toBe(0.75);
  });
});
