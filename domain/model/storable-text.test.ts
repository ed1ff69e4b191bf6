import { describe, expect, it } from 'vitest';
import { storableText } from './storable-text.ts';

describe('storableText', () => {
  it('replaces NUL and halves of surrogate pairs, and keeps the rest', () => {
    expect(storableText('a\u0000b\u0000\ud800c\udc00')).toBe('a\uFFFDb\uFFFD\uFFFDc\uFFFD');
    expect(storableText('line\nline\t\u001b[31m 😀 é')).toBe('line\nline\t\u001b[31m 😀 é');
  });
});
