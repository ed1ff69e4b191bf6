import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Synthesized } from '../stages.ts';

const Reasons = z.record(z.string(), z.string());

export function checkNag(aws: Synthesized): void {
  describe('cdk-nag AwsSolutions', () => {
    it('has nothing to say that is not answered', () => {
      const { violations } = new AwsSolutionsChecks().validateScope(aws.app);
      expect(
        violations.flatMap(({ ruleName, violatingResources }) =>
          violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
        ),
      ).toEqual([]);
    });

    it('is answered with a reason each time', () => {
      const answers = aws.app.node
        .findAll()
        .flatMap(({ node }) => node.metadata)
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .flatMap(({ data }) => Object.entries(Reasons.parse(data)));
      expect(answers.length).toBeGreaterThan(10);
      expect(answers.filter(([, reason]) => reason.length < 30)).toEqual([]);
    });
  });
}
