import { describe, expect, it } from 'vitest';
import { nodeHasher } from '../../../adapters/hashing.ts';
import { parsedEvent } from '../../../detections/testing/parser-sample.ts';
import type { NormalizedEvent } from '../../model/event.ts';
import { compileParser } from './compile-parser.ts';
import { faultText } from './fault.ts';
import type { Parser } from './parser.ts';
import { parserSet } from './parser-set.ts';

const compile = (text: string): Parser => {
  const result = compileParser({ name: 'test.yaml', text }, nodeHasher);
  if (!result.ok) throw new Error(result.error.map(faultText).join('\n'));
  return result.value;
};
const faultsOf = (text: string): string[] => {
  const result = compileParser({ name: 'test.yaml', text }, nodeHasher);
  return result.ok ? [] : result.error.map(faultText);
};
const read = (line: string | object, ...texts: string[]): NormalizedEvent =>
  parsedEvent(typeof line === 'string' ? line : JSON.stringify(line), parserSet(texts.map(compile)));

const okta = `
name: okta
log_source: identity
category: authentication
match:
  json:
    eventType: { prefix: user. }
    actor.alternateId: present
time: published
fields:
  user_id: actor.alternateId
  source_ip: client.ipAddress
  event.action: eventType
  event.outcome: { from: outcome.result, map: { SUCCESS: success, FAILURE: failure }, default: unknown }
  event.reason: { first_of: [outcome.reason, displayMessage] }
  user.target.name: 'target[type=User].alternateId'
  user.roles: groups
  service.name: { value: okta }
  event.duration: { from: ms, multiply: 1000000 }
  user.email: { from: debug, extract: 'mail=(\\S+)', lower_case: true }
category_by:
  from: eventType
  prefix: { user.account.: account_management }
`;
const line = {
  eventType: 'user.session.start',
  published: '2026-02-18T10:30:45.120Z',
  actor: { alternateId: 'anna@bank.example' },
  client: { ipAddress: '198.51.100.7:51234' },
  outcome: { result: 'FAILURE' },
  displayMessage: 'User login',
  target: [
    { type: 'App', alternateId: 'x' },
    { type: 'User', alternateId: 'ben@bank.example' },
  ],
  groups: ['a', 'b', 'a', 7],
  ms: '12.5',
  debug: 'x mail=Anna@Bank.example y',
};

describe('a parser of JSON lines', () => {
  it('fills the fields by path, table, first of several, selector, extraction and factor', () => {
    const event = read(line, okta);
    expect(event).toMatchObject({
      '@timestamp': '2026-02-18T10:30:45.120Z',
      log_source: 'identity',
      event_category: 'authentication',
      user_id: 'anna@bank.example',
      source_ip: '198.51.100.7',
      'event.outcome': 'failure',
      'event.reason': 'User login',
      'user.target.name': 'ben@bank.example',
      'user.roles': ['a', 'b', '7'],
      'service.name': 'okta',
      'event.duration': 12_500_000,
      'user.email': 'anna@bank.example',
      'event.parser': 'okta',
      'event.parser_version': nodeHasher.sha256(okta).slice(0, 12),
      risk_flags: ['failed_authentication', 'external_source'],
    });
    expect(event['event.original']).toBe(JSON.stringify(line));
  });

  it('takes the default where a value is not in the table, and the category by prefix', () => {
    const event = read({ ...line, eventType: 'user.account.lock', outcome: { result: 'ALLOW' } }, okta);
    expect(event).toMatchObject({ event_category: 'account_management', 'event.outcome': 'unknown' });
  });

  it('leaves lines of others to the generic reader, and those of built-in types to theirs', () => {
    expect(read({ eventType: 'system.start', user: 'anna' }, okta)).toMatchObject({
      log_source: 'json',
      user_id: 'anna',
    });
    const banking = { log_type: 'core_banking', event_type: 'login', ...line };
    expect(read(banking, okta)).toMatchObject({ log_source: 'core_banking' });
    expect(read(banking, okta)['event.parser']).toBeUndefined();
  });

  it('gives a line to the more specific of two parsers, in whichever order they are loaded', () => {
    const special = okta.replace('name: okta', 'name: okta-start').replace('{ prefix: user. }', 'user.session.start');
    for (const texts of [
      [okta, special],
      [special, okta],
    ])
      expect(read(line, ...texts)['event.parser']).toBe('okta-start');
  });

  it('survives values of any kind where it expects texts', () => {
    for (const value of [null, 7, true, {}, [], [[]], '', '-', 'x'.repeat(100_000), [{ type: 'User' }]])
      for (const key of Object.keys(line)) {
        const event = read(
          { ...line, eventType: 'user.x', [key]: value },
          okta.replace('{ prefix: user. }', 'present'),
        );
        expect(event['event.original']).toContain('eventType');
      }
  });
});

describe('a parser of text lines', () => {
  const vpn = `
name: vpn
log_source: vpn
category: authentication
match:
  program: gateway
  pattern: ['^login (?<user>\\S+) from (?<address>\\S+)', '^logout (?<user>\\S+)']
  fields: { user: { one_of: [anna, ben] } }
fields: { user_id: user, source_ip: address }
`;

  it('is found by program and pattern, and takes time and host from the header', () => {
    expect(read('<13>Feb 18 10:30:45 vpn-1 gateway[7]: login anna from 10.0.0.1', vpn)).toMatchObject({
      '@timestamp': '2026-02-18T10:30:45.000Z',
      log_source: 'vpn',
      'host.name': 'vpn-1',
      user_id: 'anna',
      source_ip: '10.0.0.1',
    });
    expect(read('<13>Feb 18 10:30:45 vpn-1 gateway: logout ben', vpn)).toMatchObject({ user_id: 'ben' });
  });

  it.each(['login carl from 10.0.0.1', 'something else'])('leaves %s to the generic reader', (message) => {
    expect(read(`<13>Feb 18 10:30:45 vpn-1 gateway: ${message}`, vpn)).toMatchObject({ log_source: 'syslog' });
  });

  it('reads JSON behind a header, pairs, columns and CEF that looks like a firewall', () => {
    const of = (match: string, fields: string): string =>
      `name: x\nlog_source: proxy\ncategory: web_access\nmatch: ${match}\nfields: ${fields}\n`;
    expect(
      read(
        '<13>Feb 18 10:30:45 h app: {"user":{"name":"anna"}}',
        of('{program: app, json: {user.name: present}}', '{user_id: user.name}'),
      ),
    ).toMatchObject({ log_source: 'proxy', user_id: 'anna' });
    expect(
      read(
        '<13>Feb 18 10:30:45 h app: user="anna b", url=/x',
        of('{program: app, format: key_value}', '{user_id: user, url.path: url}'),
      ),
    ).toMatchObject({ user_id: 'anna b', 'url.path': '/x' });
    expect(
      read(
        '<13>Feb 18 10:30:45 h app: 1,TRAFFIC,anna',
        of('{program: app, format: csv, fields: {1: TRAFFIC}}', '{user_id: "2"}'),
      ),
    ).toMatchObject({ user_id: 'anna' });
    expect(
      read(
        'Feb 18 10:30:45 h CEF:0|V|P|1|2|n|3|src=10.0.0.1 dst=10.0.0.2 proto=TCP',
        of('{format: cef, fields: {cef.vendor: V}}', '{source_ip: src}'),
      ),
    ).toMatchObject({ log_source: 'proxy', source_ip: '10.0.0.1' });
  });

  it('takes time linear in a hostile message', () => {
    const slow = vpn.replace('^logout (?<user>\\S+)', '(?<user>(a|aa)+)+$');
    const start = performance.now();
    read(`<13>Feb 18 10:30:45 h gateway: ${'a'.repeat(200_000)}b`, slow);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('a parser file that is wrong', () => {
  it.each([
    ['user_id: actor', 'user_idd: actor', /^test\.yaml:11: fields\.user_idd: is no field .*there is user_id/],
    ['user_id: actor', 'tenant: actor', /^test\.yaml:11: fields\.tenant: is no field that a parser can fill/],
    ['log_source: identity', 'log_source: okta', /^test\.yaml:3: log_source: .*"identity"/],
    ['category: authentication', 'category: login', /^test\.yaml:4: category: .*"authentication"/],
    ['{ prefix: user. }', '{ begins: user. }', /^test\.yaml:7: match\.json\.eventType\S*: (write present|is no key)/],
    ['mail=(\\S+)', '(?=x)', /^test\.yaml:20: fields\.user\.email\.extract: is no RE2 pattern/],
    ['time: published', 'times: published', /^test\.yaml:9: times: is no key of this format/],
    ['actor.alternateId: present', 'actor..id: present', /^test\.yaml:8: match\.json\.actor\.\.id: is no path/],
    ['name: okta', 'name: Okta Inc', /^test\.yaml:2: name: has 1 to 60 lower-case/],
    ['fields:', 'fields: {', /^test\.yaml:\d+: is no YAML/],
  ])('with %s as %s is refused with line and advice', (right, wrong, message) => {
    expect(faultsOf(okta.replace(right, wrong))[0]).toMatch(message);
  });

  it('is refused where it would have to look at every line, or uses aliases, or is too long', () => {
    const without = (match: string): string[] =>
      faultsOf(`name: x\nlog_source: vpn\ncategory: system\nmatch: ${match}\nfields: {user_id: u}\n`);
    expect(without('{format: key_value}')[0]).toMatch(/:4: match: needs json, or for text lines/);
    expect(without('{json: {a: absent}}')[0]).toMatch(/needs a condition other than absent/);
    expect(without('{program: x, fields: {a: b}}')[0]).toMatch(/looks at values: add format or pattern/);
    expect(faultsOf('a: &x 1\nb: *x\n')[0]).toMatch(/aliases/);
    expect(faultsOf('#'.repeat(70_000))[0]).toMatch(/has more than 65536 characters/);
  });
});
