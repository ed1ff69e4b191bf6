import { KinesisClient, type KinesisClientConfig } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/**
 * A Kinesis client over HTTP/1.1 with kept connections. The SDK's default is HTTP/2, over which the local platform truncates
 * answers at 64 kB. Retries are the stream writer's, so the client makes none. Times in milliseconds.
 */
export const kinesisClient = (config: Pick<KinesisClientConfig, 'region'> = {}): KinesisClient =>
  new KinesisClient({
    ...config,
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({ connectionTimeout: 2_000, requestTimeout: 5_000 }),
  });
