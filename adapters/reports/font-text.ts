/**
 * What the bundled Roboto has glyphs for, of what a report shows: Latin, Greek, Cyrillic, Vietnamese and the usual signs. A
 * character without a glyph would vanish from the page.
 */
const WITHOUT_GLYPH =
  /[^\u0020-\u007e\u00a0-\u017f\u0192\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u0482\u048a-\u0513\u1e80-\u1e85\u1ea0-\u1ef9\u2000-\u200a\u2010\u2011\u2013-\u2015\u2017-\u201e\u2020-\u2022\u2025-\u2027\u2030\u2032\u2033\u2039\u203a\u2044\u20ac\u2116\u2122\u2202\u2212\u221e\u2248\u2260\u2264\u2265\u25cf\ufffd]/gu;

/** The text with U+FFFD where the font has no glyph. */
export const fontText = (text: string): string => text.normalize('NFC').replace(WITHOUT_GLYPH, '\uFFFD');
