import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { Envelope } from '../domain/model/envelope.ts';

const Component = z.record(z.string(), z.unknown()).and(z.object({ type: z.string() }));
const Consumer = Component.and(z.object({ inputs: z.array(z.string()).min(1) }));
const VectorConfig = z.object({
  data_dir: z.string().optional(),
  api: z.strictObject({ enabled: z.boolean(), address: z.string() }).optional(),
  sources: z.record(z.string(), Component).default({}),
  transforms: z.record(z.string(), Consumer).default({}),
  sinks: z.record(z.string(), Consumer).default({}),
});
type VectorConfig = z.infer<typeof VectorConfig>;

const MAIN = 'vector.yaml';
const LINUX = 'vector/host-linux.yaml';
const WINDOWS = 'vector/host-windows.yaml';
const WAZUH = 'vector/wazuh.yaml';

/** Vector puts environment variables into the text before it reads YAML: `${NAME:-default}`, `${NAME:?message}`. */
const load = (...files: string[]): VectorConfig => {
  const merged = { sources: {}, transforms: {}, sinks: {} };
  for (const file of files) {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8')
      .replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1')
      .replaceAll(/\$\{(\w+):\?[^}]*\}/g, 'required-$1');
    const { sources, transforms, sinks } = VectorConfig.parse(parse(text, { merge: true }));
    Object.assign(merged.sources, sources);
    Object.assign(merged.transforms, transforms);
    Object.assign(merged.sinks, sinks);
  }
  return VectorConfig.parse(merged);
};

/** Options by component type, from Vector's reference of 0.55 to 0.59. */
const SHARED_TRANSFORM = ['type', 'inputs'];
const SHARED_SINK = ['type', 'inputs', 'encoding', 'acknowledgements', 'buffer', 'batch', 'request', 'framing'];
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  socket: ['type', 'mode', 'address', 'connection_limit', 'framing', 'decoding', 'tls', 'max_length'],
  'sink socket': [...SHARED_SINK, 'mode', 'address'],
  http_server: ['type', 'address', 'path', 'strict_path', 'method', 'response_code', 'framing', 'decoding', 'auth'],
  internal_metrics: ['type'],
  file: ['type', 'include', 'read_from', 'max_line_bytes', 'fingerprint'],
  'sink file': [...SHARED_SINK, 'path'],
  journald: ['type', 'current_boot_only'],
  windows_event_log: ['type', 'channels', 'read_existing_events', 'max_event_age_secs'],
  remap: [...SHARED_TRANSFORM, 'source', 'drop_on_error', 'drop_on_abort', 'reroute_dropped'],
  aws_kinesis_streams: [...SHARED_SINK, 'stream_name', 'region', 'partition_key_field', 'request_retry_partial'],
  prometheus_exporter: ['type', 'inputs', 'address', 'default_namespace'],
};

const everything = load(MAIN, LINUX, WINDOWS, WAZUH);

const outputsOf = ({ sources, transforms }: VectorConfig): string[] => [
  ...Object.keys(sources),
  ...Object.entries(transforms).flatMap(([name, { reroute_dropped }]) =>
    reroute_dropped ? [name, `${name}.dropped`] : [name],
  ),
];

const matches = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;

const sourceOf = (name: string): string => String(everything.transforms[name]?.source);

describe('the Vector configuration', () => {
  it.each([
    ['alone', [MAIN]],
    ['with a Linux host', [MAIN, LINUX]],
    ['with a Windows host', [MAIN, WINDOWS]],
    ['with Wazuh', [MAIN, WAZUH]],
  ])('%s names only inputs that exist, and uses every output', (_, files) => {
    const config = load(...files);
    const outputs = outputsOf(config);
    const inputs = Object.values({ ...config.transforms, ...config.sinks }).flatMap((component) => component.inputs);
    expect(inputs.filter((input) => !outputs.some((output) => matches(input, output)))).toEqual([]);
    expect(outputs.filter((output) => !inputs.some((input) => matches(input, output)))).toEqual([]);
  });

  it('uses documented options only', () => {
    const kinds = [
      ...Object.entries({ ...everything.sources, ...everything.transforms }).map(([name, each]) => ({
        name,
        each,
        key: each.type,
      })),
      ...Object.entries(everything.sinks).map(([name, each]) => ({
        name,
        each,
        key: `sink ${each.type}` in OPTIONS ? `sink ${each.type}` : each.type,
      })),
    ];
    for (const { name, each, key } of kinds) {
      expect(OPTIONS[key], `${name}: type ${key}`).toBeDefined();
      expect(
        Object.keys(each).filter((option) => !OPTIONS[key]?.includes(option)),
        name,
      ).toEqual([]);
    }
  });

  it('takes TCP with TLS and client certificates, UDP 514, HTTP 8080 /api/logs, files, journal and Windows events', () => {
    const { sources } = everything;
    for (const name of ['tcp_5140', 'tcp_5141', 'syslog_6514']) {
      expect(sources[name]).toMatchObject({ mode: 'tcp', tls: { enabled: true, verify_certificate: true } });
    }
    expect(sources.udp_514).toMatchObject({ mode: 'udp', address: '0.0.0.0:514' });
    expect(sources.http_8080).toMatchObject({
      address: '0.0.0.0:8080',
      path: '/api/logs',
      auth: { strategy: 'custom' },
    });
    expect(sources.banking_files).toMatchObject({ include: ['/var/log/banking/*.log'] });
    expect(sources.journal?.type).toBe('journald');
    expect(sources.windows_events).toMatchObject({ channels: expect.arrayContaining(['Security']) });
  });

  it('gives each ingress its tenant, source and trust as metadata, which no line can set', () => {
    const ingresses = Object.keys(everything.transforms).filter((name) => name.startsWith('ingress_'));
    const said = ingresses.map((name) => /%watchkeep = (\{.*\})/.exec(sourceOf(name))?.[1] ?? 'null');
    const parsed = said.map((text) =>
      Envelope.pick({ tenant: true, source: true, trust: true }).parse(JSON.parse(text)),
    );
    expect(new Set(parsed.map(({ source }) => source)).size).toBe(ingresses.length);
    expect(parsed.find(({ source }) => source === 'udp-514')?.trust).toBe('low');
    expect(sourceOf('envelope')).not.toMatch(/\.(tenant|source|trust)\b(?<!%watchkeep\.\w+)/);
  });

  it('wraps lines exactly as the Envelope says, plus the partition key that is not sent', () => {
    const [, object = ''] = /\n\. = \{([^}]*)\}/.exec(sourceOf('envelope')) ?? [];
    const fields = [...object.matchAll(/^\s*"(\w+)":/gm)].map(([, field]) => field);
    expect(fields.filter((field) => field !== 'partition_key')).toEqual(Object.keys(Envelope.shape));
    expect(fields).toContain('partition_key');
    expect(everything.sinks.stream).toMatchObject({
      partition_key_field: 'partition_key',
      encoding: { codec: 'json', except_fields: ['partition_key'] },
    });
  });

  it('acknowledges what the stream has taken and blocks when its disk buffer is full', () => {
    const { stream, backup } = everything.sinks;
    for (const sink of [stream, backup]) {
      expect(sink).toMatchObject({ acknowledgements: { enabled: true }, buffer: { type: 'disk', when_full: 'block' } });
    }
    expect(stream).toMatchObject({ type: 'aws_kinesis_streams', request_retry_partial: true });
  });

  it('keeps the backup, the metrics and the Wazuh manager of the seeds', () => {
    const { backup, prometheus, wazuh } = everything.sinks;
    expect(backup?.path).toBe('/var/log/vector/banking-soc-backup-%Y-%m-%d.ndjson');
    expect(prometheus?.address).toBe('0.0.0.0:9598');
    expect(wazuh).toMatchObject({
      type: 'socket',
      mode: 'tcp',
      address: 'wazuh-manager:1514',
      encoding: { codec: 'json' },
    });
  });
});
