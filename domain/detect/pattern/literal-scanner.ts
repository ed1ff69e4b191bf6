/** Finds which of many lower-case literals a text contains, ASCII case ignored, in one pass (Aho and Corasick 1975). */
export class LiteralScanner {
  private readonly classOf = new Uint8Array(256);
  private readonly classes: number;
  /** The next state by state and class. */
  private readonly next: Int32Array;
  /** The literal that ends in a state, -1 for none. */
  private readonly ends: Int32Array;
  /** The nearest state among the suffixes where a literal ends, 0 for none. */
  private readonly suffix: Int32Array;
  private readonly count: number;

  /** The number of a literal is its index. */
  constructor(literals: readonly string[]) {
    this.count = literals.length;
    const letters = new Set(literals.flatMap((literal) => Array.from(literal, (letter) => letter.charCodeAt(0))));
    this.classes = letters.size + 1;
    for (const [index, code] of [...letters].entries()) this.addLetter(code, index + 1);
    const most = literals.reduce((sum, literal) => sum + literal.length, 1);
    this.next = new Int32Array(most * this.classes);
    this.ends = new Int32Array(most).fill(-1);
    this.suffix = new Int32Array(most);
    literals.forEach((literal, index) => {
      this.ends[this.addPath(literal)] = index;
    });
    this.link(most);
  }

  private states = 1;

  private addLetter(code: number, number: number): void {
    this.classOf[code] = number;
    if (code >= 97 && code <= 122) this.classOf[code - 32] = number;
  }

  private addPath(literal: string): number {
    let state = 0;
    for (let at = 0; at < literal.length; at++) {
      const slot = state * this.classes + (this.classOf[literal.charCodeAt(at)] ?? 0);
      if (this.next[slot] === 0) this.next[slot] = this.states++;
      state = this.next[slot] ?? 0;
    }
    return state;
  }

  /** Breadth first: where a path ends, the longest suffix that is a path goes on. */
  private link(most: number): void {
    const failure = new Int32Array(most);
    const queue: number[] = [0];
    for (let head = 0; head < queue.length; head++) {
      const state = queue[head] ?? 0;
      const fallback = failure[state] ?? 0;
      for (let letter = 0; letter < this.classes; letter++) {
        const slot = state * this.classes + letter;
        const onward = state === 0 ? 0 : (this.next[fallback * this.classes + letter] ?? 0);
        const child = this.next[slot] ?? 0;
        if (child === 0) {
          this.next[slot] = onward;
          continue;
        }
        failure[child] = onward;
        this.suffix[child] = (this.ends[onward] ?? -1) >= 0 ? onward : (this.suffix[onward] ?? 0);
        queue.push(child);
      }
    }
  }

  /** The numbers of the literals in the text, each once. */
  find(text: string): readonly number[] {
    const { next, ends, suffix, classOf, classes } = this;
    let found: number[] | undefined;
    let known: Uint8Array | undefined;
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      state = next[state * classes + (classOf[text.charCodeAt(at)] ?? 0)] ?? 0;
      if (state === 0) continue;
      let end = (ends[state] ?? -1) >= 0 ? state : (suffix[state] ?? 0);
      while (end !== 0) {
        const literal = ends[end] ?? 0;
        known ??= new Uint8Array(this.count);
        // Behind a literal that is known come the suffixes that are known, too.
        if (known[literal] === 1) break;
        known[literal] = 1;
        found ??= [];
        found.push(literal);
        end = suffix[end] ?? 0;
      }
    }
    return found ?? NONE;
  }
}

const NONE: readonly number[] = [];
