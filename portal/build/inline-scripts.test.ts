import { describe, expect, it } from 'vitest';
import { externalize, refusals } from './inline-scripts.ts';

describe('externalize', () => {
  const page =
    '<body><script id="_R_">a("1")</script><script src="/x.js" async=""></script><script>b(2)</script></body>';

  it('moves inline scripts into files and leaves the others', () => {
    const { html, files } = externalize(page, '/inline/');
    expect([...files.values()]).toEqual(['a("1")', 'b(2)']);
    const [first, second] = [...files.keys()];
    expect(html).toBe(
      `<body><script id="_R_" src="/inline/${first}"></script><script src="/x.js" async=""></script><script src="/inline/${second}"></script></body>`,
    );
    expect(refusals(html)).toEqual([]);
  });

  it('names a file by its content', () => {
    const names = (html: string) => [...externalize(html, '/').files.keys()];
    expect(names('<script>a</script>')).toEqual(names('<p/><script>a</script>'));
    expect(names('<script>a</script>')).not.toEqual(names('<script>b</script>'));
  });
});

describe('refusals', () => {
  it.each([
    ['<script>1</script>', 'an inline script'],
    ['<p class="x" style="color:red">', 'an inline style'],
    ['<style>p{}</style>', 'a style element'],
    ['<img src="x" onerror="1">', 'an event attribute'],
    ['<link href="https://fonts.example/a.css">', 'another host'],
  ])('finds %s', (html, what) => {
    expect(refusals(html)).toEqual([expect.stringContaining(what)]);
  });

  it('takes no offence at the text of a script file', () => {
    expect(refusals('<script src="/a.js"></script><p>style=</p>')).toEqual([]);
  });
});
