import { z } from 'zod';
import { Trust } from '../../model/envelope.ts';
import { TenantId } from '../../model/tenant.ts';

const Ingress = {
  /** Id of the source, one a tenant. */
  source: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'has 1 to 60 lower-case letters, digits and dashes'),
  tenant: TenantId,
  trust: Trust,
};

const Arn = z.string().regex(/^arn:[\w:/+=,.@-]{1,1000}$/, 'is an ARN');

/** Objects of a bucket that tells a queue of them: `collectors/<name>.yaml` with `kind: bucket`. */
export const BucketCollector = z.strictObject({
  kind: z.literal('bucket'),
  ...Ingress,
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is the name of a bucket'),
  /** Only objects whose key begins so. */
  prefix: z.string().max(500).default(''),
  /** `records`: JSON with a list `Records`, as CloudTrail writes; `lines`: NDJSON, a JSON array or text lines. Gzip either way. */
  content: z.enum(['records', 'lines']),
  /** Key that encrypts the objects, where it is a customer's. */
  key_arn: Arn.optional(),
});
export type BucketCollector = z.infer<typeof BucketCollector>;

/** Local servers are for tests; anything else is asked by TLS only. */
export const isAllowedUrl = (url: URL): boolean =>
  url.username === '' &&
  url.password === '' &&
  (url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === '127.0.0.1'));

const HttpsUrl = z
  .string()
  .max(2000)
  .refine((text) => URL.canParse(text) && isAllowedUrl(new URL(text)), {
    error: 'is an https:// address without a login',
  });

const Name = z.string().min(1).max(200);

/** `key_arn`: key that encrypts the secret, where it is a customer's. */
const SECRET = { secret_arn: Arn, key_arn: Arn.optional() };

/** What of a secret goes where. The secret is a text, or for `oauth2` JSON with `client_id` and `client_secret`. */
const Auth = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('header'),
    ...SECRET,
    header: Name.default('authorization'),
    scheme: Name.optional(),
  }),
  z.strictObject({ kind: z.literal('oauth2'), ...SECRET, token_url: HttpsUrl, scope: Name.optional() }),
]);

/** How an answer names the one that follows. */
const Paging = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** `Link: <…>; rel="next"` (RFC 8288). */
  z.strictObject({ kind: z.literal('link') }),
  /** An address in the answer: `@odata.nextLink`. */
  z.strictObject({ kind: z.literal('next_url'), path: Name }),
  /** A value in the answer that goes into a parameter. */
  z.strictObject({ kind: z.literal('cursor'), path: Name, parameter: Name }),
]);

const Since = z.strictObject({
  parameter: Name,
  format: z.enum(['iso', 'epoch_seconds', 'epoch_milliseconds']).default('iso'),
  /** What the parameter says, `{since}` replaced: `createdDateTime ge {since}`. */
  template: z.string().max(500).default('{since}'),
});

/** Records of a REST API: `collectors/<name>.yaml` with `kind: poll`. */
export const PollCollector = z
  .strictObject({
    kind: z.literal('poll'),
    ...Ingress,
    url: HttpsUrl,
    auth: Auth,
    headers: z.record(Name, z.string().max(1000)).default({}),
    query: z.record(Name, z.string().max(1000)).default({}),
    /** Path to the list of records; without it the answer is the list. */
    records: Name.optional(),
    /** Path in a record to its id, by which it is known again. */
    record_id: Name,
    /** Path in a record to its time. */
    record_time: Name,
    since: Since.optional(),
    paging: Paging,
    /** How often it is asked. */
    every_minutes: z.number().int().min(1).max(1440).default(1),
    /** Records may appear late: each run looks back this far. */
    overlap_seconds: z.number().int().min(0).max(86_400).default(300),
    /** How far back the first run begins. */
    first_hours: z.number().min(0).max(720).default(1),
    pages_per_run: z.number().int().min(1).max(500).default(50),
  })
  .refine(({ since, paging }) => since !== undefined || paging.kind === 'cursor' || paging.kind === 'link', {
    error: 'needs since, or paging by cursor or link: otherwise each run would read everything again',
  });
export type PollCollector = z.infer<typeof PollCollector>;

export const Collector = z.discriminatedUnion('kind', [BucketCollector, PollCollector]);
export type Collector = z.infer<typeof Collector>;
