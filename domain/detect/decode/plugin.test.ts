import { describe, expect, it } from 'vitest';
import { rulesetOf, sessionOf } from '../../../test/support/ruleset.ts';

const JSON_DECODER = '<decoder name="json"><prematch>^{</prematch><plugin_decoder>JSON_Decoder</plugin_decoder>';
const fieldsOf = (decoders: string, log: string, parsed?: unknown) =>
  sessionOf(rulesetOf({ decoders }))(log, { parsed }).fields;
const json = (log: string, more = '') => fieldsOf(`${JSON_DECODER}${more}</decoder>`, log);

describe('JSON_Decoder', () => {
  it('flattens objects, fills static fields from the top level and prints values as the format does', () => {
    const log = JSON.stringify({
      srcip: '10.0.0.1',
      user: 'bob',
      status: 200,
      a: { b: { c: 'x' }, srcip: 'no' },
      t: true,
      f: false,
      n: null,
      i: -7,
      big: 1771410645120,
      d: 950.5,
      list: ['a', 'b'],
      empty: {},
    });
    expect(json(log)).toEqual({
      srcip: '10.0.0.1',
      dstuser: 'bob',
      status: '200',
      'a.b.c': 'x',
      'a.srcip': 'no',
      t: 'true',
      f: 'false',
      n: 'null',
      i: '-7',
      big: '1771410645120.000000',
      d: '950.500000',
      list: '["a", "b"]',
    });
  });

  it('prints objects in arrays with newlines and tabs, or joins items by commas', () => {
    expect(json('{"l":[{"a":1},2]}')).toEqual({ l: '[{\n\t\t"a":\t1\n\t}, 2]' });
    expect(json('{"l":["a",2]}', '<json_array_structure>csv</json_array_structure>')).toEqual({ l: 'a,2' });
    expect(json('{"n":null,"x":1}', '<json_null_field>discard</json_null_field>')).toEqual({ x: '1' });
  });

  it('tolerates trailing bytes and control characters, decodes nothing of a syntax error', () => {
    expect(json('{"a":"b\tc"} trailing')).toEqual({ a: 'b\tc' });
    expect(json('{"a":"\\u00e9é\\n"}x')).toEqual({ a: 'éé\n' });
    expect(json('{"a":"b"')).toEqual({});
    expect(json('{"a":b}')).toEqual({});
    expect(json(`{"a":${'['.repeat(5_000)}`)).toEqual({});
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(json(`{"a":${deep},"b":1}`)).toMatchObject({ b: '1' });
    const nested = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    expect(json(nested)).toEqual({});
  });

  it('takes a parsed document as it is', () => {
    expect(fieldsOf(`${JSON_DECODER}</decoder>`, '{"a":"b"}', { a: 'given' })).toEqual({ a: 'given' });
  });

  it('reads from the offset of the identity', () => {
    const decoders = `<decoder name="p"><prematch>^pre: </prematch></decoder>
      <decoder name="c"><parent>p</parent><prematch offset="after_parent">^{</prematch>
        <plugin_decoder offset="after_parent">JSON_Decoder</plugin_decoder></decoder>`;
    expect(fieldsOf(decoders, 'pre: {"a":"b"}')).toEqual({ a: 'b' });
  });

  it('is bounded: 256 dynamic fields', () => {
    const log = JSON.stringify(Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`k${index}`, 'v'])));
    expect(Object.keys(json(log))).toHaveLength(256);
  });

  it('keys named like members of Object are fields', () => {
    expect({ ...json('{"__proto__":"x","constructor":"y"}') }).toEqual({ ['__proto__']: 'x', constructor: 'y' });
  });
});

describe('other plugins', () => {
  const plugin = (name: string) =>
    `<decoder name="p"><prematch>^</prematch><plugin_decoder>${name}</plugin_decoder></decoder>`;

  it('PF', () => {
    const log = 'rule 4/0(match): block in on em0: 10.1.1.1.1234 > 10.2.2.2.80: S 1:1(0)';
    expect(fieldsOf(plugin('PF_Decoder'), log)).toEqual({
      action: 'block',
      srcip: '10.1.1.1',
      srcport: '1234',
      dstip: '10.2.2.2',
      dstport: '80',
      protocol: 'TCP',
    });
  });

  it('SonicWall', () => {
    const log =
      'id=firewall sn=1 pri=6 c=64 m=36 msg="TCP dropped" src=10.1.1.1:1024:WAN dst=10.2.2.2:80:LAN proto=tcp/http';
    expect(fieldsOf(plugin('SonicWall_Decoder'), log)).toMatchObject({
      status: '6',
      id: '36',
      srcip: '10.1.1.1',
      dstport: '80',
      action: 'drop',
      protocol: 'tcp/http',
    });
  });

  it('Symantec Web Security', () => {
    expect(fieldsOf(plugin('SymantecWS_Decoder'), '1,3=123456789012,10=bob,11=10.1.1.1,60=http://x/')).toEqual({
      id: '123456789',
      dstuser: 'bob',
      srcip: '10.1.1.1',
      url: 'http://x/',
    });
  });

  it('the alert of another manager is the result', () => {
    const evaluate = sessionOf(rulesetOf({ decoders: plugin('OSSECAlert_Decoder') }));
    const log = 'Alert Level: 7; Rule: 5503 - Login failed.; Location: fw; srcip: 10.1.1.1; user: bob; text';
    const { rule, fields } = evaluate(log);
    expect(rule).toMatchObject({ id: '5503', level: 7, description: 'Login failed.' });
    expect(fields).toEqual({ srcip: '10.1.1.1', dstuser: 'bob' });
  });
});

describe('accumulate', () => {
  it('completes the fields of events with the same id', () => {
    const decoders = `<decoder name="ldap"><program_name>^slapd</program_name><accumulate /></decoder>
      <decoder name="c"><parent>ldap</parent><regex>conn=(\\d+)</regex><order>id</order></decoder>
      <decoder name="c"><parent>ldap</parent><regex offset="after_regex"> IP=(\\S+)</regex><order>srcip</order></decoder>
      <decoder name="c"><parent>ldap</parent><regex offset="after_regex"> uid=(\\S+)</regex><order>dstuser</order></decoder>`;
    const evaluate = sessionOf(rulesetOf({ decoders }));
    const header = 'Feb 18 10:30:45 h slapd[1]:';
    evaluate(`${header} conn=7 IP=10.0.0.1 accept`);
    expect(evaluate(`${header} conn=8 uid=eve`).fields).toEqual({ id: '8', dstuser: 'eve' });
    expect(evaluate(`${header} conn=7 uid=bob`).fields).toEqual({ id: '7', srcip: '10.0.0.1', dstuser: 'bob' });
  });
});
