/** What PCI DSS 4.0, requirement 3.3.1, forbids to keep after authorization. */
export type MaskedKind = 'card_security_code' | 'pin' | 'track_1' | 'track_2';

/** The receipt of one masking: where in `raw` the stars stand, in UTF-16 units. Never what was there. */
export type Masked = { readonly kind: MaskedKind; readonly offset: number; readonly length: number };

export type MaskResult = { readonly raw: string; readonly masked: readonly Masked[] };

type Rule = {
  readonly kind: MaskedKind;
  readonly pattern: RegExp;
  readonly accept?: (match: RegExpExecArray) => boolean;
};

const ASSIGNS = String.raw`(?:\\*["'])?(?:\s{0,4}[:=]\s{0,4}|%3[AaDd]|>)(?:\\*["']|%22)?`;

/** Luhn's check digit (ISO/IEC 7812-1, annex B): tells a card number from any other run of digits. */
const luhn = (digits: string): boolean => {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
};

const isCard = (match: RegExpExecArray): boolean => luhn(match[1] ?? '');

// Each pattern ends in the group `secret`; all repetitions are bounded, so matching is linear in the line.
const RULES: readonly Rule[] = [
  {
    kind: 'track_1',
    pattern: /[Bb](\d{12,19})\^[^^\r\n]{2,26}\^(?<secret>\d{7}[^?"\r\n]{0,80})/dg,
    accept: isCard,
  },
  { kind: 'track_2', pattern: /(?<!\d)(\d{12,19})[=D](?<secret>\d{7,30})/dg, accept: isCard },
  {
    kind: 'card_security_code',
    pattern: new RegExp(
      String.raw`(?<![a-z])(?:card[_-]?)?(?:cvv2?|cvc2?|cvn2?|cav2|csc|(?:card[_-]?)?(?:security|verification)[_-]?(?:code|value|number))${ASSIGNS}(?<secret>\d{3,4})(?!\d)`,
      'dgi',
    ),
  },
  {
    kind: 'pin',
    pattern: new RegExp(
      String.raw`(?<![a-z])(?:(?:encrypted[_-]?)?pin[_-]?(?:block|data)?|(?:de|field|f)[_-]?52)${ASSIGNS}(?<secret>[0-9a-f]{16,32}|\d{4,12})(?![0-9a-z])`,
      'dgi',
    ),
  },
];

/** Cheap test that lets all but a few lines pass without the patterns. */
const SUSPECT =
  /c[vsa][vcn]|(?:security|verification)[_-]?(?:code|value|number)|pin|(?:de|field|f)[_-]?52|\^|\d[=D]\d{7}/i;

/**
 * Replaces card security codes, PINs and PIN blocks, and the discretionary part of track data by stars of the same length, so
 * that all other bytes keep their place. `raw`: a line as text (a binary line as Latin-1).
 */
export const maskCardSecurityData = (raw: string): MaskResult => {
  if (!SUSPECT.test(raw)) return { raw, masked: [] };
  let text = raw;
  const masked: Masked[] = [];
  for (const { kind, pattern, accept } of RULES) {
    for (const match of text.matchAll(pattern)) {
      const range = match.indices?.groups?.secret;
      if (!range || (accept && !accept(match as RegExpExecArray))) continue;
      const [from, to] = range;
      text = text.slice(0, from) + '*'.repeat(to - from) + text.slice(to);
      masked.push({ kind, offset: from, length: to - from });
    }
  }
  return { raw: text, masked: masked.sort((a, b) => a.offset - b.offset) };
};
