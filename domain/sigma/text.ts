/**
 * A part of a Sigma text: characters that stand for themselves, any number of characters (`*`), one character (`?`), or
 * one of several texts.
 */
export type TextPart = string | { readonly wildcard: 'any' | 'one' } | { readonly oneOf: readonly string[] };

export const ANY_TEXT: TextPart = { wildcard: 'any' };

/**
 * Reads `*`, `?` and the backslashes of a Sigma text (specification 2.0, "Escaping"): a backslash takes the meaning from
 * a wildcard or another backslash that follows it, and is itself otherwise.
 */
export const textParts = (source: string): readonly TextPart[] => {
  const parts: TextPart[] = [];
  let plain = '';
  const push = (wildcard: 'any' | 'one'): void => {
    if (plain !== '') parts.push(plain);
    plain = '';
    parts.push({ wildcard });
  };
  for (let at = 0; at < source.length; at++) {
    const character = source.charAt(at);
    const next = source.charAt(at + 1);
    if (character === '\\' && (next === '*' || next === '?' || next === '\\')) {
      plain += next;
      at++;
    } else if (character === '*') push('any');
    else if (character === '?') push('one');
    else plain += character;
  }
  if (plain !== '') parts.push(plain);
  return parts;
};

/** The text of parts without wildcards; undefined where there is one. */
export const plainText = (parts: readonly TextPart[]): string | undefined =>
  parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
