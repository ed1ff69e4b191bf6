import { defineConfig } from 'vitest/config';
import Sequence from './test/support/sequence.ts';

const NEVER = ['**/node_modules/**', '**/cdk.out*/**', '**/.watchkeep/**', 'portal/.next/**', 'portal/out/**'];

/** One worker: the platform's tests share one platform, and two cores are few. */
const ONE_AT_A_TIME = { fileParallelism: false, testTimeout: 120_000, hookTimeout: 300_000 };

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: Sequence },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...NEVER, 'test/contract/**', 'test/integration/**', 'test/e2e/**', 'test/browser/**'],
          testTimeout: 60_000,
          env: { POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' },
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'platform',
          include: ['test/contract/**/*.test.ts', 'test/integration/**/*.test.ts'],
          exclude: NEVER,
          globalSetup: ['test/support/platform-setup.ts'],
          ...ONE_AT_A_TIME,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          exclude: NEVER,
          globalSetup: ['test/support/portal-built.ts'],
          ...ONE_AT_A_TIME,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: NEVER,
          globalSetup: ['test/support/platform-setup.ts', 'test/support/platform-deployed.ts'],
          setupFiles: ['test/support/application-login.ts'],
          ...ONE_AT_A_TIME,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
