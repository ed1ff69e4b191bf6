import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDetector } from '../adapters/detector.ts';
import { detectLines } from './testing/detect-lines.ts';
import { readRecordings, recordedLines } from './testing/recordings.ts';

const detector = await readDetector(path.join(import.meta.dirname, '..'));

describe('a recorded attack', () => {
  it.each(readRecordings().map((recording) => [recording.file, recording] as const))('%s', (_, recording) => {
    const lines = recordedLines(recording);
    expect(lines.filter((line) => /"user_?agent"/i.test(line))).toEqual([]);
    const { alerts, quarantined } = detectLines(
      lines.map((line, index) => ({ at: index * 1000, line })),
      detector,
    );
    expect(quarantined).toEqual([]);
    const fired = new Map(alerts.map(({ rule }) => [rule.id, rule.mitre.id]));
    expect(recording.rules.filter((id) => !fired.has(id))).toEqual([]);
    const named = recording.rules.flatMap((id) => fired.get(id) ?? []);
    expect(named.some((technique) => recording.techniques.includes(technique))).toBe(true);
  });
});
