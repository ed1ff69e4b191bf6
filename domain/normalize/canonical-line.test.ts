import { describe, expect, it } from 'vitest';
import { type CanonicalLine, canonicalLine } from './canonical-line.ts';

const lineOf = (raw: string | object): CanonicalLine => {
  const line = canonicalLine(typeof raw === 'string' ? raw : JSON.stringify(raw));
  if (line.kind === 'quarantine') throw new Error(line.detail);
  return line;
};

const expected = {
  win: {
    system: expect.objectContaining({
      providerName: 'Microsoft-Windows-Security-Auditing',
      eventID: '4625',
      channel: 'Security',
      computer: 'WS1',
      eventRecordID: '77',
      keywords: '0x8010000000000000',
      severityValue: 'AUDIT_FAILURE',
    }),
    eventdata: { targetUserName: 'anna', ipAddress: '10.0.0.1', logonType: '3' },
  },
};
const data = {
  TargetUserName: 'anna',
  IpAddress: '10.0.0.1',
  LogonType: '3',
  SubjectUserName: '-',
  WorkstationName: '(NULL)',
};
const provider = 'Microsoft-Windows-Security-Auditing';

describe('canonicalLine of Windows events', () => {
  it.each([
    [
      'NXLog',
      {
        EventTime: '2026-02-18 10:30:45',
        Hostname: 'WS1',
        EventID: 4625,
        Channel: 'Security',
        SourceName: provider,
        RecordNumber: 77,
        Keywords: Number('-9218868437227405312'),
        EventType: 'AUDIT_FAILURE',
        ...data,
      },
    ],
    [
      'winlogbeat',
      {
        '@timestamp': '2026-02-18T10:30:45Z',
        message: 'm',
        winlog: {
          provider_name: provider,
          event_id: '4625',
          channel: 'Security',
          computer_name: 'WS1',
          record_id: 77,
          keywords: ['Audit Failure'],
          event_data: data,
        },
      },
    ],
    [
      'evtx_dump',
      {
        Event: {
          System: {
            Provider: { '#attributes': { Name: provider } },
            EventID: { '#attributes': { Qualifiers: 0 }, '#text': 4625 },
            Channel: 'Security',
            Computer: 'WS1',
            EventRecordID: 77,
            Keywords: '0x8010000000000000',
            TimeCreated: { '#attributes': { SystemTime: '2026-02-18T10:30:45Z' } },
          },
          EventData: data,
        },
      },
    ],
    [
      'xmltodict',
      {
        Event: {
          System: {
            Provider: { '@Name': provider },
            EventID: '4625',
            Channel: 'Security',
            Computer: 'WS1',
            EventRecordID: '77',
            Keywords: '0x8010000000000000',
            TimeCreated: { '@SystemTime': '2026-02-18T10:30:45Z' },
          },
          EventData: { Data: Object.entries(data).map(([name, text]) => ({ '@Name': name, '#text': text })) },
        },
      },
    ],
    [
      'Azure Monitor',
      {
        TimeGenerated: '2026-02-18T10:30:45Z',
        Computer: 'WS1',
        EventSourceName: provider,
        Channel: 'Security',
        EventID: 4625,
        EventRecordId: 77,
        Keywords: '0x8010000000000000',
        EventData: `<EventData xmlns="x">\r\n${Object.entries(data)
          .map(([name, text]) => `  <Data Name="${name}">${text}</Data>\r\n`)
          .join('')}</EventData>`,
        Activity: '4625 - x',
        Type: 'SecurityEvent',
      },
    ],
  ])('gives the same event for %s', (_producer, record) => {
    const line = lineOf(record);
    expect(line).toMatchObject({ logSource: 'windows', location: 'EventChannel' });
    expect(line.parsed).toEqual(expected);
    expect(JSON.parse(line.log)).toEqual(line.parsed);
  });

  it('leaves the JSON of a Wazuh agent as it is, and joins unnamed data', () => {
    const ready = '{"win": {"system":{"eventID":"1","channel":"System"},"eventdata":{}}}';
    expect(lineOf(ready).log).toBe(ready);
    const { parsed } = lineOf({
      Event: { System: { EventID: 1, Channel: 'Application' }, EventData: { Data: { '#text': ['a', '-', 'b'] } } },
    });
    expect(parsed).toMatchObject({ win: { eventdata: { data: 'a, b' } } });
  });

  it('resolves XML entities of event data once', () => {
    const { parsed } = lineOf({
      EventID: 4688,
      Channel: 'Security',
      EventData: '<EventData><Data Name="CommandLine">a &lt;b&gt; &amp;amp; &#x41;</Data></EventData>',
    });
    expect(parsed).toMatchObject({ win: { eventdata: { commandLine: 'a <b> &amp; A' } } });
  });

  it('tells Active Directory from other Windows events', () => {
    const of = (EventID: number, Channel = 'Security') => lineOf({ EventID, Channel }).logSource;
    expect([4768, 4720, 5136, 4662].map((code) => of(code))).toEqual(Array(4).fill('active_directory'));
    expect([4624, 4688, 4799, 5140].map((code) => of(code))).toEqual(Array(4).fill('windows'));
    expect(of(1644, 'Directory Service')).toBe('active_directory');
  });
});

describe('canonicalLine of AWS records', () => {
  const record = { eventVersion: '1.08', eventSource: 's3.amazonaws.com', eventName: 'GetObject', userIdentity: {} };
  const wrapped = { integration: 'aws', aws: { ...record, source: 'cloudtrail' } };

  it.each([
    ['a record', record],
    ['EventBridge', { version: '0', source: 'aws.s3', 'detail-type': 'AWS API Call via CloudTrail', detail: record }],
    ['Records with one', { Records: [record] }],
    ['what the aws module sends', wrapped],
  ])('wraps %s as Wazuh does', (_container, value) => {
    const line = lineOf(value);
    expect(line.logSource).toBe('cloud');
    expect(JSON.parse(line.log)).toEqual(wrapped);
    expect(line.parsed).toEqual(wrapped);
  });
});

describe('canonicalLine of text', () => {
  it('removes a leading PRI and nothing else', () => {
    expect(lineOf('<13>Feb 18 10:30:45 h app: x').log).toBe('Feb 18 10:30:45 h app: x');
    expect(lineOf('<999>x').log).toBe('<999>x');
    expect(lineOf('\ufeff<13>1 - - - - - - \ufeffhello\r\n').text?.syslog.message).toBe('hello');
  });
});
