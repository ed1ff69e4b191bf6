const MAXIMUM_DEPTH = 1_000;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PLAIN = /[^"\\]*/y;
const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
  '/': '/',
};

class JsonError extends Error {}

/** As tolerant as the parser of the format: control characters in strings are fine, and so is what follows the value. */
class TolerantParser {
  private readonly text: string;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  value(): unknown {
    this.space();
    const character = this.text[this.at] ?? '';
    if (character === '{') return this.object();
    if (character === '[') return this.array();
    if (character === '"') return this.string();
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    NUMBER.lastIndex = this.at;
    const number = NUMBER.exec(this.text);
    if (number === null) throw new JsonError();
    this.at += number[0].length;
    return Number(number[0]);
  }

  private space(): void {
    while (this.text.charCodeAt(this.at) <= 32) this.at++;
  }

  private take(character: string): boolean {
    this.space();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private enter(): void {
    this.at++;
    if (++this.depth > MAXIMUM_DEPTH) throw new JsonError();
  }

  private object(): Record<string, unknown> {
    this.enter();
    const entries: [string, unknown][] = [];
    if (!this.take('}')) {
      do {
        this.space();
        if (this.text[this.at] !== '"') throw new JsonError();
        const key = this.string();
        if (!this.take(':')) throw new JsonError();
        entries.push([key, this.value()]);
      } while (this.take(','));
      if (!this.take('}')) throw new JsonError();
    }
    this.depth--;
    return Object.fromEntries(entries);
  }

  private array(): unknown[] {
    this.enter();
    const items: unknown[] = [];
    if (!this.take(']')) {
      do items.push(this.value());
      while (this.take(','));
      if (!this.take(']')) throw new JsonError();
    }
    this.depth--;
    return items;
  }

  private string(): string {
    let result = '';
    this.at++;
    for (;;) {
      PLAIN.lastIndex = this.at;
      const plain = PLAIN.exec(this.text)?.[0] ?? '';
      result += plain;
      this.at += plain.length;
      const character = this.text[this.at];
      if (character === undefined) throw new JsonError();
      this.at++;
      if (character === '"') return result;
      const letter = this.text[this.at] ?? '';
      this.at++;
      const escaped = ESCAPES[letter];
      if (escaped !== undefined) {
        result += escaped;
        continue;
      }
      const digits = /^[0-9A-Fa-f]{4}/.exec(this.text.slice(this.at, this.at + 4));
      if (letter !== 'u' || digits === null) throw new JsonError();
      result += String.fromCharCode(Number.parseInt(digits[0], 16));
      this.at += 4;
    }
  }
}

/** The JSON value at the start of the text; undefined where the syntax is wrong. Bytes after the value are tolerated. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return new TolerantParser(text).value();
    } catch (error) {
      if (error instanceof JsonError) return undefined;
      throw error;
    }
  }
};
