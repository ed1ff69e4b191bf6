import type { Result } from '../model/result.ts';

/** Why an object cannot be read, now or ever. */
export type ObjectFault = 'missing' | 'too_large' | 'not_gzip';

/** Objects of foreign buckets. */
export type ObjectReader = {
  /** The unpacked bytes (gzip is recognised by its first bytes), never more than `maximumBytes`. Throws where a retry may help. */
  read(bucket: string, key: string, maximumBytes: number): Promise<Result<Uint8Array, ObjectFault>>;
};
