import { CfnOutput, Duration } from 'aws-cdk-lib';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { acknowledge } from '../acknowledge.ts';
import type { StageStack } from '../stage-stack.ts';

/** The stream of lines: envelopes from every ingress, read by archive and by normalize, each on its own. */
export function lineStream(stack: StageStack, key: IKey): Stream {
  const { stream, streamRetentionHours } = stack.config;
  const lines = new Stream(stack, 'Lines', {
    streamName: stack.nameOf('lines'),
    ...(stream.mode === 'on-demand'
      ? { streamMode: StreamMode.ON_DEMAND }
      : { streamMode: StreamMode.PROVISIONED, shardCount: stream.shards }),
    retentionPeriod: Duration.hours(streamRetentionHours),
    encryption: StreamEncryption.KMS,
    encryptionKey: key,
    removalPolicy: stack.removalPolicy,
  });
  acknowledge(lines, {
    'AwsSolutions-KDS3': 'A key of our own is stricter than the key of the service: its grants are ours to give.',
  });
  new CfnOutput(stack, 'StreamName', { value: lines.streamName });
  return lines;
}
