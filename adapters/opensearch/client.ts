import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { Client } from '@opensearch-project/opensearch';
import { AwsSigv4Signer } from '@opensearch-project/opensearch/aws';
import { z } from 'zod';

/** What a Lambda that talks to OpenSearch finds in its environment. */
export const OpenSearchEnvironment = z.object({
  /** URL or host name of the domain. */
  OPENSEARCH_ENDPOINT: z.string().min(1),
  INDEX_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,60}$/, 'an index prefix has lower-case letters, digits and dashes')
    .default('banking-soc'),
  AWS_REGION: z.string().min(1).default('eu-central-1'),
});
export type OpenSearchEnvironment = z.infer<typeof OpenSearchEnvironment>;

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** The endpoint as a URL: a bare host name means TLS, except on this machine. */
export const urlOf = (endpoint: string): URL =>
  new URL(/^https?:\/\//.test(endpoint) ? endpoint : `${LOOPBACK.test(endpoint) ? 'http' : 'https'}://${endpoint}`);

/** A single node cannot hold replicas; the service has several. */
export const replicasAt = (endpoint: string): number => (LOOPBACK.test(urlOf(endpoint).host) ? 0 : 1);

/** Requests to a domain of the service are signed (SigV4); a server of one's own gets them plain. */
export const openSearchClient = ({ OPENSEARCH_ENDPOINT, AWS_REGION }: OpenSearchEnvironment): Client => {
  const node = urlOf(OPENSEARCH_ENDPOINT);
  const options = { node: node.href, requestTimeout: 20_000, maxRetries: 2, compression: 'gzip' as const };
  if (!node.hostname.endsWith('.amazonaws.com')) return new Client(options);
  return new Client({
    ...options,
    ...AwsSigv4Signer({ region: AWS_REGION, service: 'es', getCredentials: defaultProvider() }),
  });
};
