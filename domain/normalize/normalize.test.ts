import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeHasher, signerOf } from '../../adapters/hashing.ts';
import { AWS_WAF_LINE, fixtureLines, LOG_TYPE_LINES } from '../../test/support/fixture-lines.ts';
import type { NormalizedEvent } from '../model/event.ts';
import { NormalizedEvent as NormalizedEventSchema } from '../model/event.ts';
import { eventIdOf } from '../model/position.ts';
import { TenantId } from '../model/tenant.ts';
import { verifySignature } from './canonical-event.ts';
import { canonicalLine } from './canonical-line.ts';
import { FIELDS } from './fields.ts';
import { type NormalizedLine, normalize } from './normalize.ts';
import { NO_PARSERS } from './parse/parser-set.ts';
import { DEFAULT_ZONES } from './zones.ts';

const signer = signerOf('test', new Uint8Array(32).fill(7));
const context = { hasher: nodeHasher, signer, zones: DEFAULT_ZONES, parsers: NO_PARSERS, repeated: () => false };
const id = eventIdOf({ shard: 0, sequence: '4966', subindex: 3 });

const run = (raw: string, encoding: 'utf8' | 'base64' = 'utf8', more = {}): NormalizedLine =>
  normalize(
    {
      id,
      envelope: {
        tenant: TenantId.parse('acme-bank'),
        source: 'tcp-5140',
        trust: 'high',
        receivedAt: '2026-02-18T10:30:46.000Z',
        ingestId: 'i-1',
        encoding,
        raw,
      },
    },
    { ...context, ...more },
  );

const eventOf = (raw: string, encoding: 'utf8' | 'base64' = 'utf8', more = {}): NormalizedEvent => {
  const result = run(raw, encoding, more);
  if (result.kind === 'quarantine') throw new Error(`${result.entry.reason}: ${result.entry.detail}`);
  return result.event;
};
const reasonOf = (raw: string, encoding: 'utf8' | 'base64' = 'utf8'): string => {
  const result = run(raw, encoding);
  return result.kind === 'quarantine' ? result.entry.reason : 'none';
};

describe('normalize', () => {
  it.each(Object.entries(LOG_TYPE_LINES))('recognises %s and takes its event time', (logSource, raw) => {
    const event = eventOf(raw);
    expect(event.log_source).toBe(logSource);
    expect(Date.parse(event['@timestamp'])).toBeGreaterThanOrEqual(Date.parse('2026-02-18T10:30:45.000Z'));
    expect(Date.parse(event['@timestamp'])).toBeLessThan(Date.parse('2026-02-18T10:30:46.000Z'));
    expect(event['event.time_assumed']).toBeUndefined();
    expect(event.source_ip).toMatch(/^(198\.51\.100\.7|10\.30\.4\.12)$/);
    expect(() => NormalizedEventSchema.parse(event)).not.toThrow();
  });

  it('maps and tags a transfer as the seeds do', () => {
    expect(eventOf(LOG_TYPE_LINES.core_banking)).toMatchObject({
      event_category: 'banking_transaction',
      zone: 'zone1_production',
      user_id: 'john.smith',
      account_id: 'CHK0012345',
      transaction_amount: 50000.5,
      source_country: 'DE',
      business_unit: 'enterprise_banking',
      compliance_frameworks: ['PCI_DSS', 'SOX', 'BASEL_III'],
      risk_flags: ['large_transfer', 'new_beneficiary', 'external_source'],
      'event.outcome': 'success',
      'host.name': 'cbs-app-01',
    });
  });

  it('takes the end user behind a database session as the source, and the account only where nobody is behind it', () => {
    const behind = eventOf(LOG_TYPE_LINES.database);
    expect(behind).toMatchObject({ source_ip: '198.51.100.7', 'client.ip': '10.20.1.5', 'database.user': 'svc_web' });
    expect(behind.user_id).toBeUndefined();
    expect(behind.risk_flags).toEqual(expect.arrayContaining(['sensitive_object', 'bulk_data_access']));
    const direct = eventOf(LOG_TYPE_LINES.database.replace('"client_identifier":"198.51.100.7",', ''));
    expect(direct).toMatchObject({ source_ip: '10.20.1.5', user_id: 'svc_web' });
  });

  it('reads firewall, web and WAF lines', () => {
    expect(eventOf(LOG_TYPE_LINES.firewall)).toMatchObject({
      'event.action': 'deny',
      'event.outcome': 'failure',
      'destination.ip': '10.40.1.2',
      'destination.port': 23,
      'destination.zone': 'dmz',
      source_zone: 'external',
      'network.bytes': 93331,
      'log.syslog.severity.code': 6,
      'process.pid': 812,
      risk_flags: ['external_source', 'cleartext_protocol'],
    });
    expect(eventOf(LOG_TYPE_LINES.web_waf)).toMatchObject({
      'url.path': '/login',
      'url.query': 'next=%2F',
      'http.response.status_code': 200,
      'user_agent.original': 'Mozilla/5.0 \\"x\\"',
      'host.name': 'web-01',
    });
    expect(eventOf(AWS_WAF_LINE)).toMatchObject({
      '@timestamp': '2026-02-18T10:30:45.120Z',
      log_source: 'web_waf',
      event_category: 'web_attack',
      source_country: 'NL',
      'rule.id': 'SQLi',
    });
  });

  it('signs every event of the fixtures, keeps to the catalogue, and loses none', () => {
    for (const [name, lines] of fixtureLines()) {
      expect(lines.length, name).toBeGreaterThan(0);
      for (const raw of lines) {
        const event = eventOf(raw);
        expect(
          Object.keys(event).filter((field) => !(field in FIELDS)),
          name,
        ).toEqual([]);
        expect(verifySignature(event, signer), name).toBe(true);
        expect(verifySignature({ ...event, user_id: 'somebody else' }, signer)).toBe(false);
        expect(event['event.time_assumed'], name).toBeUndefined();
      }
    }
  });

  it('gives its own canonical line for the canonical line it made', () => {
    for (const raw of [...Object.values(LOG_TYPE_LINES), AWS_WAF_LINE, ...[...fixtureLines().values()].flat()]) {
      const event = eventOf(raw);
      const again = canonicalLine(event['event.original']);
      expect(again).toMatchObject({ kind: 'line', log: event['event.original'], logSource: event.log_source });
    }
  });

  it('takes Sysmon’s own time where the producer wrote local time without saying so', () => {
    const sysmon = (TimeCreated: string): string =>
      eventOf(
        JSON.stringify({
          EventID: 1,
          Channel: 'Microsoft-Windows-Sysmon/Operational',
          TimeCreated,
          UtcTime: '2020-10-19 07:30:46.306',
        }),
      )['@timestamp'];
    expect(sysmon('2020-10-19 03:30:46.420')).toBe('2020-10-19T07:30:46.306Z');
    expect(sysmon('2020-10-19T07:30:46.420Z')).toBe('2020-10-19T07:30:46.420Z');
  });

  it('quarantines what is no event, and says why without repeating the line', () => {
    expect(reasonOf('')).toBe('format_unknown');
    expect(reasonOf(' \r\n')).toBe('format_unknown');
    expect(reasonOf('{"a":secret}')).toBe('json_malformed');
    expect(reasonOf('[{"a":1}')).toBe('json_malformed');
    expect(reasonOf('a\0b')).toBe('not_text');
    expect(reasonOf('/wD+AAEC', 'base64')).toBe('not_text');
    expect(reasonOf('***', 'base64')).toBe('envelope_malformed');
    expect(reasonOf('x'.repeat(256 * 1024 + 1))).toBe('line_too_long');
    expect(reasonOf('€'.repeat(100_000))).toBe('line_too_long');
    expect(JSON.stringify(run('{"a":secret}'))).not.toContain('secret');
  });

  it('takes text that only looks like JSON, and text in an 8-bit encoding', () => {
    expect(eventOf('[Wed Oct 11 14:32:52 2000] [error] File does not exist').log_source).toBe('syslog');
    const latin1 = Buffer.from('<13>Feb 18 10:30:45 gw app: Zugriff für Müller', 'latin1').toString('base64');
    const event = eventOf(latin1, 'base64');
    expect(event['event.original']).toBe('Feb 18 10:30:45 gw app: Zugriff für Müller');
    expect(event.event_fingerprint).toBe(nodeHasher.sha256(Buffer.from(latin1, 'base64')));
  });

  it('assumes the time of receipt where the line has none, and asks for a country only where the line has none', () => {
    const event = eventOf('{"src_ip":"203.0.113.9","msg":"x"}', 'utf8', { countryOf: () => 'FR' });
    expect(event).toMatchObject({
      'event.time_assumed': true,
      source_country: 'FR',
      '@timestamp': '2026-02-18T10:30:46.000Z',
    });
    expect(eventOf(LOG_TYPE_LINES.core_banking, 'utf8', { countryOf: () => 'FR' }).source_country).toBe('DE');
    expect(eventOf('{"source_ip":"203.0.113.9","source_country":"<script>"}').source_country).toBeUndefined();
  });

  it('keeps tenant, source and trust of the ingress whatever the line says', () => {
    const event = eventOf(
      '{"tenant":"globex-bank","trust":"low","source":"x","event.id":"9:9:9","risk_flags":["none"]}',
    );
    expect(event).toMatchObject({
      tenant: 'acme-bank',
      trust: 'high',
      source: 'tcp-5140',
      'event.id': id,
      risk_flags: [],
    });
  });

  it('puts only valid addresses into address fields and only numbers into numbers', () => {
    const event = eventOf(
      '{"log_type":"core_banking","event_type":"transfer","source_ip":"035.249.1.1","transaction_amount":"12 EUR","beneficiary_age_days":"4"}',
    );
    expect(event.source_ip).toBeUndefined();
    expect(event.source_address).toBe('035.249.1.1');
    expect(event.transaction_amount).toBeUndefined();
    expect(event.beneficiary_age_days).toBe(4);
  });

  it('cuts long values without breaking a character, and replaces lone surrogates', () => {
    const event = eventOf(
      JSON.stringify({
        log_type: 'core_banking',
        event_type: 'login',
        user_id: `${'x'.repeat(1023)}😀`,
        reason: '\ud800',
      }),
    );
    expect(event.user_id).toBe(`${'x'.repeat(1023)}\ufffd`);
    expect(event['event.reason']).toBe('\ufffd');
    expect(verifySignature(event, signer)).toBe(true);
  });

  it('is not misled by names that every JavaScript object has', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      const lines = [
        { log_type: name },
        { log_type: 'core_banking', event_type: name, [name]: { [name]: name } },
        { EventID: name, Channel: name, Protocol: name, Direction: name, Hashes: `${name}=1`, [name]: name },
        { EventID: 1, Channel: 'Security', EventData: `<EventData><Data Name="${name}">&${name};</Data></EventData>` },
        { winlog: { event_id: name, channel: 'Security', event_data: { [name]: name } }, log: { level: name } },
        { eventName: name, eventSource: name, userIdentity: { type: name } },
      ];
      for (const line of lines) expect(typeof eventOf(JSON.stringify(line)).event_category).toBe('string');
      expect(eventOf(`Feb 18 10:30:45 h a: ${name}=1 src=10.0.0.1 dst=10.0.0.2 proto=${name}`).log_source).toBe(
        'firewall',
      );
    }
    expect(Object.keys({}.constructor.prototype)).toEqual([]);
  });

  it('never throws, whatever the line is, and signs what it lets pass', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.json(), mutated), (raw) => {
        const result = run(raw);
        if (result.kind === 'quarantine') {
          expect(result.entry.reason).not.toBe('normalize_failed');
          return;
        }
        expect(verifySignature(result.event, signer)).toBe(true);
        expect(Object.keys(result.event).filter((field) => !(field in FIELDS))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

/** Lines of the log types with values replaced by anything. */
const mutated = fc
  .tuple(fc.constantFrom(...Object.values(LOG_TYPE_LINES), AWS_WAF_LINE), fc.jsonValue(), fc.nat())
  .map(([line, value, at]) => {
    if (!line.startsWith('{')) return line.slice(0, at % line.length) + JSON.stringify(value);
    const record: Record<string, unknown> = JSON.parse(line);
    const keys = Object.keys(record);
    record[keys[at % keys.length] ?? ''] = value;
    return JSON.stringify(record);
  });
