import type { CdkCustomResourceEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { observe } from '../support/observability.ts';
import { type MigrationStep, migrateHandler } from './handler.ts';

const common = {
  ServiceToken: '',
  ResponseURL: '',
  StackId: '',
  RequestId: '',
  LogicalResourceId: '',
  ResourceType: '',
  ResourceProperties: { ServiceToken: '' },
};
const create: CdkCustomResourceEvent = { ...common, RequestType: 'Create' };
const { logger } = observe('migrate');

const stepOf = (name: string, ran: string[], work: () => Promise<void> = async () => {}): MigrationStep => ({
  name,
  run: async () => {
    ran.push(name);
    await work();
    return {};
  },
});

describe('migrateHandler', () => {
  it('runs the steps in order and always names the same resource', async () => {
    const ran: string[] = [];
    const handler = migrateHandler({ steps: [stepOf('a', ran), stepOf('b', ran)], deadlineMs: 1000, logger });
    const update: CdkCustomResourceEvent = {
      ...common,
      RequestType: 'Update',
      PhysicalResourceId: 'x',
      OldResourceProperties: { ServiceToken: '' },
    };
    expect(await handler(create)).toEqual(await handler(update));
    expect(ran).toEqual(['a', 'b', 'a', 'b']);
  });

  it('names the step that failed and runs none after it', async () => {
    const ran: string[] = [];
    const failing = stepOf('index templates', ran, () => Promise.reject(new Error('connect ECONNREFUSED')));
    const handler = migrateHandler({ steps: [failing, stepOf('b', ran)], deadlineMs: 1000, logger });
    await expect(handler(create)).rejects.toThrow('index templates failed: connect ECONNREFUSED');
    expect(ran).toEqual(['index templates']);
  });

  it('fails instead of hanging', async () => {
    const hanging = stepOf('database migrations', [], () => new Promise(() => {}));
    const handler = migrateHandler({ steps: [hanging], deadlineMs: 20, logger });
    await expect(handler(create)).rejects.toThrow('database migrations failed: it did not end in time');
  });

  it('leaves the data where the stack is deleted', async () => {
    const ran: string[] = [];
    const handler = migrateHandler({ steps: [stepOf('a', ran)], deadlineMs: 1000, logger });
    await handler({ ...common, RequestType: 'Delete', PhysicalResourceId: 'x' });
    expect(ran).toEqual([]);
  });
});
