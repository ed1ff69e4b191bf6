import type { StoredLine } from '../archive/stored-line.ts';
import { isPart } from '../collect/line-wrap.ts';
import type { NormalizedEvent } from '../model/event.ts';
import type { TenantId } from '../model/tenant.ts';
import { type NormalizeContext, normalize } from '../normalize/normalize.ts';
import type { Retries } from './retries.ts';

/** What normalize needs besides the line; as in the pipeline. */
export type HuntNormalize = Omit<NormalizeContext, 'signer' | 'repeated'>;

/** No event of a hunt is kept, so nobody checks its signature; the mark of a repeat is none that rules see. */
const contextOf = (dependencies: HuntNormalize): NormalizeContext => ({
  ...dependencies,
  signer: { keyId: 'hunt', hmacSha256: () => '' },
  repeated: () => false,
});

/** An archived line as the event that the pipeline made of it; undefined where it made none. */
export const huntNormalizer = (tenant: TenantId, dependencies: HuntNormalize, retries: Retries) => {
  const context = contextOf(dependencies);
  return ({ position, masked: _, ...line }: StoredLine): NormalizedEvent | undefined => {
    if (isPart(line.ingestId)) return undefined;
    const result = normalize({ id: position, envelope: { tenant, ...line } }, context);
    if (result.kind === 'quarantine') return undefined;
    const { event } = result;
    const retried = retries.isRetry(event.event_fingerprint, line.ingestId, Date.parse(line.receivedAt));
    return retried ? undefined : event;
  };
};
