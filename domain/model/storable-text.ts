/** Text as every store can keep it: PostgreSQL refuses NUL, canonical JSON half a surrogate pair; both become U+FFFD. */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\uFFFD');
