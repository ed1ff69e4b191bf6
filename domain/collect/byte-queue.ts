/** Bytes that wait for more: appended at the end, dropped from the front; copying stays linear in the bytes appended. */
export type ByteQueue = {
  append(chunk: Uint8Array): void;
  /** The bytes held; valid until the next `append` or `drop`. */
  view(): Uint8Array;
  drop(count: number): void;
};

export const createByteQueue = (): ByteQueue => {
  let storage = new Uint8Array(0);
  let start = 0;
  let end = 0;

  const append = (chunk: Uint8Array): void => {
    const held = end - start;
    if (end + chunk.length > storage.length) {
      const needed = held + chunk.length;
      const grown = needed > storage.length / 2 ? new Uint8Array(needed * 2) : storage;
      grown.set(storage.subarray(start, end), 0);
      storage = grown;
      start = 0;
      end = held;
    }
    storage.set(chunk, end);
    end += chunk.length;
  };

  const drop = (count: number): void => {
    start += count;
    if (start < end) return;
    start = 0;
    end = 0;
    // A long line must not keep its memory for the life of an idle connection.
    if (storage.length > 1_048_576) storage = new Uint8Array(0);
  };

  return { append, view: () => storage.subarray(start, end), drop };
};
