import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const Results = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** What axe finds against WCAG 2.2 A and AA in the page as it is: one sentence a rule. */
export const accessibilityFaults = async (page: Page): Promise<readonly string[]> => {
  // By the debugger, which the page's policy does not concern.
  await page.evaluate(source);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const results = await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(tags)} })`);
  return Results.parse(results).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' · ')}`,
  );
};
