/** The bytes of a stream; undefined where there are more than `maximumBytes`, of which no more is read. */
export const boundedBody = async (
  stream: AsyncIterable<Uint8Array>,
  maximumBytes: number,
): Promise<Uint8Array | undefined> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of stream) {
    length += part.length;
    if (length > maximumBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts, length);
};
