import { z } from 'zod';

/** An object that a bucket told of. */
export type ObjectNotice = {
  readonly bucket: string;
  readonly key: string;
  /** Bytes; undefined where the notice does not say. */
  readonly size: number | undefined;
  /** Tells a later object under the same key from this one. */
  readonly version: string;
};

const S3Object = z.object({
  key: z.string().min(1).max(4096),
  size: z.number().optional(),
  versionId: z.string().optional(),
  eTag: z.string().optional(),
});

/** Event message structure of S3 notifications (AWS documentation); keys are URL-encoded with `+` for a space. */
const S3Notification = z.object({
  Records: z.array(
    z.object({
      eventName: z.string(),
      s3: z.object({ bucket: z.object({ name: z.string() }), object: S3Object }),
    }),
  ),
});

/** The same through EventBridge; keys are as they are. */
const BridgeEvent = z.object({
  'detail-type': z.literal('Object Created'),
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ ...S3Object.shape, etag: z.string().optional(), 'version-id': z.string().optional() }),
  }),
});

const TestEvent = z.object({ Event: z.literal('s3:TestEvent') });
const Sns = z.object({ Type: z.literal('Notification'), Message: z.string() });

const decodedKey = (key: string): string => {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The objects that a message of the queue tells of; none for the test that S3 sends. Undefined where it is no such message. */
export const objectNotices = (body: string): readonly ObjectNotice[] | undefined => {
  const value = parsed(body);
  const sns = Sns.safeParse(value);
  const message = sns.success ? parsed(sns.data.Message) : value;
  if (TestEvent.safeParse(message).success) return [];
  const notification = S3Notification.safeParse(message);
  if (notification.success)
    return notification.data.Records.filter(({ eventName }) => eventName.includes('ObjectCreated')).map(({ s3 }) => ({
      bucket: s3.bucket.name,
      key: decodedKey(s3.object.key),
      size: s3.object.size,
      version: s3.object.versionId ?? s3.object.eTag ?? '',
    }));
  const bridge = BridgeEvent.safeParse(message);
  if (!bridge.success) return undefined;
  const { bucket, object } = bridge.data.detail;
  return [
    {
      bucket: bucket.name,
      key: object.key,
      size: object.size,
      version: object['version-id'] ?? object.versionId ?? object.etag ?? object.eTag ?? '',
    },
  ];
};
