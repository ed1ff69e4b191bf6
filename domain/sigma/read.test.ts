import { describe, expect, it } from 'vitest';
import { readSigma } from './read.ts';

const reasonsOf = (text: string): readonly (string | undefined)[] =>
  readSigma(text).map((document) => (document.ok ? undefined : document.error.reason));

describe('reading hostile YAML', () => {
  it('refuses a bomb of aliases, quickly', () => {
    const levels = Array.from(
      { length: 20 },
      (_, n) => `l${n + 1}: &l${n + 1} [${new Array(9).fill(`*l${n}`).join(', ')}]`,
    );
    const started = performance.now();
    expect(reasonsOf(`title: x\nl0: &l0 y\n${levels.join('\n')}`)[0]).toContain('alias');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it.each([
    ['['.repeat(5000), 'it is nested too deeply'],
    [`a: ${'{b: '.repeat(5000)}`, 'YAML:'],
    [`title: x\n${Array.from({ length: 30 }, (_, n) => `${' '.repeat(n)}k:`).join('\n')} v`, 'it is nested too deeply'],
    ['x'.repeat(1024 * 1024 + 1), 'it is longer than'],
    ['title: x\ntitle: y', 'YAML: Map keys must be unique'],
    ['just text', 'it is not a map'],
    ['title: x\nlogsource: {}\ndetection: {}', 'Invalid input'],
    ['action: global\ntitle: x', 'rule collections'],
    ['title: "\\x', 'YAML:'],
  ])('%.30s…', (text, reason) => {
    expect(reasonsOf(text)[0]).toContain(reason);
  });

  it('reads several documents, and nothing of an empty one', () => {
    const document = 'title: x\nlogsource: { product: windows }\ndetection: { s: { a: b }, condition: s }\n';
    expect(reasonsOf(`${document}---\n---\n${document}`)).toEqual([undefined, undefined]);
  });
});
