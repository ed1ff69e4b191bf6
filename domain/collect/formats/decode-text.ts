/**
 * The text of a file: UTF-8 with or without byte order mark, UTF-16 with byte order mark, ISO 8859-1 where the bytes are
 * no UTF-8 (old devices).
 */
export const decodeText = (content: string | Uint8Array): string => {
  if (typeof content === 'string') return content.charCodeAt(0) === 0xfeff ? content.slice(1) : content;
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content);
  if (content[0] === 0xfe && content[1] === 0xff) return new TextDecoder('utf-16be').decode(content);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('iso-8859-1').decode(content);
  }
};
