/** Whether the text has more than `maximum` bytes in UTF-8. */
export const exceedsBytes = (text: string, maximum: number): boolean => {
  if (text.length > maximum) return true;
  if (text.length * 3 <= maximum) return false;
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) bytes++;
    else if (code < 0x800) bytes += 2;
    else if (code >= 0xd800 && code <= 0xdbff && at + 1 < text.length) {
      bytes += 4;
      at++;
    } else bytes += 3;
  }
  return bytes > maximum;
};

/** The bytes of a base64 text; undefined where it is none. */
export const decodeBase64 = (text: string): Uint8Array | undefined => {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
};

/**
 * Text in an 8-bit encoding of old devices, read as ISO 8859-1; undefined where the bytes look binary: control
 * characters other than tab, line ends and escape, or more than three in ten bytes beyond ASCII.
 */
export const decodeLegacyText = (bytes: Uint8Array): string | undefined => {
  let beyondAscii = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) beyondAscii++;
    else if ((byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27) || byte === 127) return undefined;
  }
  return beyondAscii * 10 > bytes.length * 3 ? undefined : new TextDecoder('iso-8859-1').decode(bytes);
};
