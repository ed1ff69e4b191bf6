import { describe, expect, it } from 'vitest';
import { add, NOTHING, outcomeOfStep, outcomeOfVitest } from './outcome.ts';

const report = (numbers: object = {}, testResults: object[] = []) => ({
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults,
  ...numbers,
});

describe('outcomeOfVitest', () => {
  it('counts tests', () => {
    expect(outcomeOfVitest(report(), 0)).toEqual({ passed: 5, failed: 0, skipped: 3 });
    expect(outcomeOfVitest(report({ numFailedTests: 2 }), 1)).toEqual({ passed: 5, failed: 2, skipped: 3 });
  });

  it('counts a file that could not be loaded', () => {
    const files = [{ status: 'failed', assertionResults: [] }];
    expect(outcomeOfVitest(report({}, files), 1).failed).toBe(1);
  });

  it('counts a failed test once, not its file as well', () => {
    const files = [{ status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] }];
    expect(outcomeOfVitest(report({ numFailedTests: 1 }, files), 1).failed).toBe(1);
  });

  it('is a failure where vitest failed with every test passed, or left no report', () => {
    expect(outcomeOfVitest(report(), 1).failed).toBe(1);
    expect(outcomeOfVitest(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

it('adds steps up', () => {
  expect(add(add(NOTHING, outcomeOfStep(0)), outcomeOfStep(2))).toEqual({ passed: 1, failed: 1, skipped: 0 });
});
