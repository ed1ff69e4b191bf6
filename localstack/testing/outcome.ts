import { z } from 'zod';

/** How many checks passed, failed, were skipped. */
export type Outcome = { readonly passed: number; readonly failed: number; readonly skipped: number };

export const NOTHING: Outcome = { passed: 0, failed: 0, skipped: 0 };

export const add = (a: Outcome, b: Outcome): Outcome => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** A step that counts as one check. */
export const outcomeOfStep = (exitCode: number): Outcome =>
  exitCode === 0 ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 };

const VitestReport = z.object({
  numPassedTests: z.number().int(),
  numFailedTests: z.number().int(),
  numPendingTests: z.number().int(),
  numTodoTests: z.number().int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

/**
 * Counts a JSON report of vitest. A file that failed without a failed test (it could not be loaded, a hook failed) counts
 * as one failure; so does a run that failed although every test passed, or that left no report.
 */
export const outcomeOfVitest = (report: unknown, exitCode: number): Outcome => {
  const parsed = VitestReport.safeParse(report);
  if (!parsed.success) return { ...NOTHING, failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = parsed.data;
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  const failed = numFailedTests + broken.length;
  return {
    passed: numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
  };
};
