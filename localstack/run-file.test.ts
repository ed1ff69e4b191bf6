import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { endpointsOf } from './platform/endpoints.ts';
import { configuredPorts } from './platform/ports.ts';
import { type Run, readRun, removeRun, writeRun } from './run-file.ts';

const run: Run = {
  supervisor: { pid: 1, startedAt: '1' },
  startedAt: '2026-02-18T10:30:45.000Z',
  endpoints: endpointsOf(configuredPorts({})),
  apiUrl: 'http://127.0.0.1:4566/_aws/execute-api/a/v1',
  pids: { aws: 2 },
  outputs: { TableName: 'watchkeep-local-events' },
  tenants: [{ id: 'acme-bank', name: 'Acme Bank', tcpPort: 5140, policy: 'matrix', ingestToken: 'token' }],
  logins: [{ username: 'analyst', password: 'secret', tenants: ['acme-bank'], roles: ['analyst'] }],
};

it('gives back what was written, to its owner only', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'watchkeep-run-'));
  try {
    expect(readRun(home)).toBeUndefined();
    writeRun(home, run);
    expect(readRun(home)).toEqual(run);
    expect(statSync(path.join(home, 'run.json')).mode & 0o777).toBe(0o600);
    removeRun(home);
    expect(readRun(home)).toBeUndefined();
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
