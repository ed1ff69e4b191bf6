import { describe, expect, it } from 'vitest';
import type { LogSource } from '../domain/model/event.ts';
import { canonicalLine } from '../domain/normalize/canonical-line.ts';
import { type SimulatedLine, tokenOf } from './line.ts';
import { ordinaryTraffic } from './ordinary-traffic.ts';

const START = Date.parse('2026-02-18T09:00:00Z');

const take = (count: number, options: { seed?: number; start?: number; rate?: number } = {}): SimulatedLine[] => {
  const traffic = ordinaryTraffic({ seed: 90_001, start: START, rate: 50, ...options });
  return Array.from({ length: count }, () => traffic.next().value);
};

const lines = take(20_000);

describe('ordinary traffic', () => {
  it('is the same byte for byte for the same seed and start', () => {
    expect(take(3000)).toEqual(lines.slice(0, 3000));
  });

  it('shares no name and no address with another seed', () => {
    const other = take(3000, { seed: 90_002 });
    expect(other.map(({ line }) => line)).not.toEqual(lines.slice(0, 3000).map(({ line }) => line));
    const users = (of: readonly SimulatedLine[]) =>
      new Set(of.flatMap(({ line }) => /"user_id":"([^"]+)"/.exec(line)?.[1] ?? []));
    const [mine, theirs] = [users(lines), users(other)];
    const common = [...theirs].filter((user) => user.includes('.') && mine.has(user));
    expect(common.length).toBeLessThan(theirs.size / 50);
  });

  it('comes at exactly the rate, in order', () => {
    expect(lines.every(({ at }, index) => at === START + index * 20)).toBe(true);
    expect(take(10, { rate: 1000 }).at(-1)?.at).toBe(START + 9);
  });

  it('has the eight log types, each recognised as what it is, and they dominate', () => {
    const eight = new Set<LogSource>([
      'active_directory',
      'api_gateway',
      'cloud',
      'core_banking',
      'database',
      'firewall',
      'web_waf',
      'windows',
    ]);
    const of = lines.filter(({ logSource }) => eight.has(logSource));
    expect(new Set(of.map(({ logSource }) => logSource))).toEqual(eight);
    expect(of.length).toBeGreaterThan(lines.length * 0.85);
    for (const { line, logSource } of of) {
      const canonical = canonicalLine(line);
      expect(canonical.kind === 'line' ? canonical.logSource : canonical.detail, line).toBe(logSource);
    }
  });

  it('has names, pages, sign-ins and payment messages beside them', () => {
    const sources = new Set(lines.map(({ logSource }) => logSource));
    for (const source of ['dns', 'proxy', 'identity', 'payments', 'email', 'vpn', 'honeypot'] as const)
      expect(sources).toContain(source);
  });

  it('marks each line with a token of its own', () => {
    // An OpenVPN server writes nothing of the kind.
    const marked = lines.filter(({ logSource }) => logSource !== 'vpn');
    const tokens = marked.map(({ line }) => tokenOf(line));
    expect(marked.filter((_, index) => tokens[index] === undefined)).toEqual([]);
    expect(new Set(tokens).size).toBe(marked.length);
  });

  it('has the small mishaps of every day', () => {
    const text = lines.map(({ line }) => line).join('\n');
    expect(text).toContain('"reason":"wrong_password"');
    expect(text).toContain('"EventID":4625');
    expect(text).toContain('action=deny');
    expect(text).toContain('"errorCode":"AccessDenied"');
  });

  it('has fewer people at night', () => {
    const logins = (of: readonly SimulatedLine[]) =>
      of.filter(({ line }) => line.includes('"event_type":"login"')).length;
    expect(logins(take(20_000, { start: Date.parse('2026-02-18T03:00:00Z') }))).toBeLessThan(logins(lines) / 2);
  });
});
