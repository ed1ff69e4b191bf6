import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import type { NetworkStack } from '../network/network-stack.ts';
import type { StorageStack } from '../storage/storage-stack.ts';
import type { AlertQueue } from './alert-queue.ts';
import type { HuntQueue } from './hunt-queue.ts';

/** What the steps of the pipeline share. */
export type PipelineParts = {
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  readonly stream: Stream;
  readonly alerts: AlertQueue;
  readonly hunts: HuntQueue;
};
