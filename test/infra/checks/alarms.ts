import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { anchorOf } from '../../../lib/alarm/alarms.ts';
import { mismatches, ROOT, resourcesOf, type Synthesized } from '../stages.ts';

const Alarm = z.looseObject({
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.unknown()).length(1),
  OKActions: z.array(z.unknown()).length(1),
});

const DESCRIPTION = /^(?<impact>\S.{20,}\.) Runbook: docs\/runbook\.md#(?<anchor>[a-z0-9-]+) \((?<heading>.+)\)$/;

const STREAM_READERS = ['Archive', 'Normalize', 'Detect', 'Index'];
const RESPONSE = ['Score', 'Enrich', 'Plan', 'Approve', 'Respond', 'Report'];
const STEPS = [
  ...STREAM_READERS,
  ...RESPONSE,
  'DetectIncidents',
  'Hunt',
  'Sweep',
  'Watch',
  'Collect',
  'Serve',
  'PullS3',
  'PullApi',
];

export function checkAlarms(aws: Synthesized): void {
  const alarms = resourcesOf(aws, 'AWS::CloudWatch::Alarm');
  const described = alarms.map(({ where, resource }) => {
    const {
      impact = '',
      anchor = '',
      heading = '',
    } = DESCRIPTION.exec(Alarm.parse(resource.Properties).AlarmDescription)?.groups ?? {};
    return { where, impact, anchor, heading };
  });
  const headings = [...readFileSync(join(ROOT, 'docs', 'runbook.md'), 'utf8').matchAll(/^## (.+)$/gm)].map(
    ([, heading = '']) => heading,
  );

  describe('alarms', () => {
    it('say what is broken, and tell the topic when it begins and ends', () => {
      expect(mismatches(alarms, Alarm)).toEqual([]);
      expect(described.filter(({ impact }) => impact === '')).toEqual([]);
    });

    it('each name a heading of the runbook, and each heading has an alarm', () => {
      const named = described.map(({ heading }) => heading);
      expect([...new Set(named)].toSorted()).toEqual(headings.toSorted());
      expect(described.filter(({ anchor, heading }) => anchor !== anchorOf(heading))).toEqual([]);
    });

    it('watch the errors of every step, and the age of every stream reader', () => {
      const names = alarms.map(({ where }) => where.split('/')[1] ?? '');
      const missing = (steps: readonly string[], alarm: string) =>
        steps.filter((step) => !names.some((name) => name.startsWith(`${step}Alarm${alarm}`)));
      expect(missing(STEPS, 'Fails')).toEqual([]);
      expect(missing(STREAM_READERS, 'IsBehind')).toEqual([]);
      expect(missing([...STREAM_READERS, 'DetectIncidents', 'Hunt', 'Sweep', 'Watch', 'Report'], 'GaveUp')).toEqual([]);
      expect(missing([''], 'QuarantineRate')).toEqual([]);
      expect(missing(['Incident'], 'Failed')).toEqual([]);
    });
  });
}
