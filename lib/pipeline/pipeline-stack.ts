import type { Stream } from 'aws-cdk-lib/aws-kinesis';
import type { Construct } from 'constructs';
import { Alarms } from '../alarm/alarms.ts';
import type { NetworkStack } from '../network/network-stack.ts';
import { StageStack, type StageStackProps } from '../stage-stack.ts';
import type { StorageStack } from '../storage/storage-stack.ts';
import { AlertQueue } from './alert-queue.ts';
import { archiveStep } from './archive-step.ts';
import { detectIncidentsStep } from './detect-incidents-step.ts';
import { detectStep } from './detect-step.ts';
import { HuntQueue } from './hunt-queue.ts';
import { huntStep } from './hunt-step.ts';
import { indexStep } from './index-step.ts';
import { lineStream } from './line-stream.ts';
import { migrateStep } from './migrate-step.ts';
import { normalizeStep } from './normalize-step.ts';
import { pipelineAlarms } from './pipeline-alarms.ts';
import type { PipelineParts } from './pipeline-parts.ts';
import { storageAlarms } from './storage-alarms.ts';
import { sweepStep } from './sweep-step.ts';
import { watchStep } from './watch-step.ts';

/** From the stream of lines to incidents: archive, normalize, detect, detect-incidents, hunt, index, sweep, watch, and migrations. */
export class PipelineStack extends StageStack {
  readonly stream: Stream;
  readonly alerts: AlertQueue;
  readonly hunts: HuntQueue;
  readonly alarms: Alarms;

  constructor(scope: Construct, network: NetworkStack, storage: StorageStack, props: StageStackProps) {
    super(scope, 'pipeline', 'Watchkeep: from log lines to incidents', props);
    const key = storage.keys.data;
    this.stream = lineStream(this, key);
    this.alerts = new AlertQueue(this, key);
    this.hunts = new HuntQueue(this, key);
    this.alarms = new Alarms(this, key);
    const parts: PipelineParts = { network, storage, stream: this.stream, alerts: this.alerts, hunts: this.hunts };
    const migration = migrateStep(this, parts);
    const steps = [
      archiveStep(this, parts),
      normalizeStep(this, parts),
      detectStep(this, parts),
      detectIncidentsStep(this, parts),
      huntStep(this, parts),
      indexStep(this, parts),
      sweepStep(this, parts),
      watchStep(this, parts),
    ];
    // Nothing runs against a schema or a template that is not there yet.
    for (const { step } of steps) step.node.addDependency(migration);
    pipelineAlarms(this, this.alarms, steps);
    storageAlarms(this, this.alarms, storage);
  }
}
