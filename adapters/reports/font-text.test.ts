import { describe, expect, it } from 'vitest';
import { fontText } from './font-text.ts';

describe('fontText', () => {
  it('keeps what the font can draw and marks what it cannot', () => {
    expect(fontText('Müller – Ω Ж “€” … ≤ 5 %')).toBe('Müller – Ω Ж “€” … ≤ 5 %');
    expect(fontText('漢字 😀 → ✓')).toBe('\uFFFD\uFFFD \uFFFD \uFFFD \uFFFD');
    expect(fontText('u\u0308')).toBe('ü');
  });
});
