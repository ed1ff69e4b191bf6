/** What became of one thing in a ruleset folder. */
export type LoadEntry = {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly kind: 'file' | 'decoder' | 'rule' | 'list' | 'element';
  /** File name, decoder name, rule id or element name. */
  readonly name: string;
  /** `warning`: loaded, but not all of it has an effect; or left out on purpose. */
  readonly outcome: 'loaded' | 'skipped' | 'warning';
  /** Why it was skipped, in words that say what to do. */
  readonly reason?: string;
};

export type LoadReport = {
  readonly entries: readonly LoadEntry[];
  readonly loaded: {
    readonly files: number;
    readonly decoders: number;
    readonly rules: number;
    readonly lists: number;
  };
  readonly skipped: number;
};

/** Collects the entries while a ruleset is compiled. */
export class LoadLog {
  readonly entries: LoadEntry[] = [];

  loaded(kind: LoadEntry['kind'], name: string, file: string, line: number): void {
    this.entries.push({ file, line, kind, name, outcome: 'loaded' });
  }
  skipped(kind: LoadEntry['kind'], name: string, file: string, line: number, reason: string): void {
    this.entries.push({ file, line, kind, name, outcome: 'skipped', reason });
  }
  warning(kind: LoadEntry['kind'], name: string, file: string, line: number, reason: string): void {
    this.entries.push({ file, line, kind, name, outcome: 'warning', reason });
  }

  report(): LoadReport {
    const count = (kind: LoadEntry['kind']): number =>
      this.entries.filter((entry) => entry.kind === kind && entry.outcome === 'loaded').length;
    return {
      entries: this.entries,
      loaded: { files: count('file'), decoders: count('decoder'), rules: count('rule'), lists: count('list') },
      skipped: this.entries.filter((entry) => entry.outcome === 'skipped').length,
    };
  }
}
