/** Counters and a histogram in Prometheus' text format (version 0.0.4). */
export type Metrics = {
  count(name: string, labels: Readonly<Record<string, string>>, by?: number): void;
  /** Seconds. */
  observe(name: string, seconds: number, times?: number): void;
  gauge(name: string, read: () => number): void;
  render(): string;
};

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

const labelled = (name: string, labels: Readonly<Record<string, string>>): string =>
  `${name}{${Object.entries(labels)
    .map(([key, value]) => `${key}="${escaped(value)}"`)
    .join(',')}}`;

export const createMetrics = (help: Readonly<Record<string, string>>): Metrics => {
  const counters = new Map<string, Map<string, number>>();
  const histograms = new Map<string, { buckets: number[]; sum: number; count: number }>();
  const gauges = new Map<string, () => number>();

  const count: Metrics['count'] = (name, labels, by = 1) => {
    const series = counters.get(name) ?? new Map<string, number>();
    const key = labelled(name, labels);
    series.set(key, (series.get(key) ?? 0) + by);
    counters.set(name, series);
  };

  const observe: Metrics['observe'] = (name, seconds, times = 1) => {
    const histogram = histograms.get(name) ?? { buckets: BUCKETS.map(() => 0), sum: 0, count: 0 };
    BUCKETS.forEach((bound, index) => {
      if (seconds <= bound) histogram.buckets[index] = (histogram.buckets[index] ?? 0) + times;
    });
    histogram.sum += seconds * times;
    histogram.count += times;
    histograms.set(name, histogram);
  };

  const head = (name: string, type: string): string => `# HELP ${name} ${help[name] ?? name}\n# TYPE ${name} ${type}`;

  const render = (): string => {
    const lines: string[] = [];
    for (const [name, series] of counters) {
      lines.push(head(name, 'counter'), ...[...series].map(([key, value]) => `${key} ${value}`));
    }
    for (const [name, { buckets, sum, count: total }] of histograms) {
      lines.push(head(name, 'histogram'));
      BUCKETS.forEach((bound, index) => {
        lines.push(`${name}_bucket{le="${bound}"} ${buckets[index] ?? 0}`);
      });
      lines.push(`${name}_bucket{le="+Inf"} ${total}`, `${name}_sum ${sum}`, `${name}_count ${total}`);
    }
    for (const [name, read] of gauges) lines.push(head(name, 'gauge'), `${name} ${read()}`);
    return `${lines.join('\n')}\n`;
  };

  return { count, observe, gauge: (name, read) => gauges.set(name, read), render };
};
