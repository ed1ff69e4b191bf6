const CONTROL = new RegExp(`[${String.fromCharCode(0)}-${String.fromCharCode(31)}${String.fromCharCode(127)}]`, 'g');

/**
 * Text from a log as a database can store it and a page can show it: no control characters (PostgreSQL refuses NUL),
 * no lone surrogates. Each is replaced by U+FFFD, so that the length stays.
 */
export const plainText = (text: string): string => text.toWellFormed().replace(CONTROL, '\uFFFD');
