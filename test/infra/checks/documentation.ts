import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ROOT, resourcesOf, type Synthesized } from '../stages.ts';

const Configured = z.looseObject({
  FunctionName: z.string().optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).optional(),
});

export function checkDocumentation(aws: Synthesized): void {
  describe('documentation', () => {
    it('has every variable that a Lambda of ours gets', () => {
      const text = readFileSync(join(ROOT, 'docs', 'architecture.md'), 'utf8');
      const names = resourcesOf(aws, 'AWS::Lambda::Function')
        .map(({ resource }) => Configured.parse(resource.Properties))
        .filter(({ FunctionName }) => FunctionName?.startsWith('watchkeep-'))
        .flatMap(({ Environment }) => Object.keys(Environment?.Variables ?? {}));
      expect(names).toContain('TABLE_NAME');
      expect([...new Set(names)].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    });
  });
}
