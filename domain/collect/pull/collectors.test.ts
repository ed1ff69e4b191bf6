import { describe, expect, it } from 'vitest';
import { collectorOf, readCollectors } from './collectors.ts';
import { objectNotices } from './object-notice.ts';

const bucket = (source: string, prefix: string): string =>
  `kind: bucket\nsource: ${source}\ntenant: acme-bank\ntrust: high\nbucket: acme-trail\nprefix: ${prefix}\ncontent: records\n`;
const poll = (url: string, rest = ''): string =>
  `kind: poll\nsource: okta\ntenant: acme-bank\ntrust: high\nurl: ${url}\nauth: {kind: header, secret_arn: 'arn:aws:x'}\nrecord_id: id\nrecord_time: at\nsince: {parameter: since}\npaging: {kind: link}\n${rest}`;
const faultsOf = (...texts: string[]): string[] => {
  const result = readCollectors(texts.map((text, n) => ({ name: `${n}.yaml`, text })));
  return result.ok ? [] : result.error;
};

describe('collectors', () => {
  it('are read, and an object goes to the one with the longest prefix', () => {
    const result = readCollectors([
      { name: 'a.yaml', text: bucket('all', 'AWSLogs/') },
      { name: 'b.yaml', text: bucket('one', 'AWSLogs/111/') },
    ]);
    const buckets = result.ok ? result.value.buckets : [];
    expect(collectorOf(buckets, 'acme-trail', 'AWSLogs/111/x')?.source).toBe('one');
    expect(collectorOf(buckets, 'acme-trail', 'AWSLogs/222/x')?.source).toBe('all');
    expect(collectorOf(buckets, 'acme-trail', 'other/x')).toBeUndefined();
    expect(collectorOf(buckets, 'globex-trail', 'AWSLogs/111/x')).toBeUndefined();
  });

  it.each([
    ['http://acme.example/', /is an https/],
    ['https://user:pass@acme.example/', /is an https/],
    ['file:///etc/passwd', /is an https/],
    ['nothing', /is an https/],
  ])('are refused with the address %s', (url, message) => {
    expect(faultsOf(poll(url))[0]).toMatch(message);
  });

  it('are refused with what they should say', () => {
    expect(faultsOf(poll('https://a.example/', 'pagng: 1\n'))[0]).toContain('pagng');
    expect(
      faultsOf(
        poll('https://a.example/')
          .replace(/since.*\n/, '')
          .replace('link', 'none'),
      )[0],
    ).toContain('needs since');
    expect(faultsOf(bucket('a', 'x'), bucket('b', 'x'))[0]).toContain('another collector reads bucket acme-trail');
    expect(faultsOf(bucket('a', 'x'), bucket('a', 'y'))[0]).toContain('two collectors have this tenant and source');
    expect(faultsOf('a: [')[0]).toContain('0.yaml: is no YAML');
  });
});

describe('objectNotices', () => {
  const object = { key: 'AWSLogs/1/a+b%3D.json.gz', size: 7, eTag: 'e', versionId: 'v' };
  const direct = { Records: [{ eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'b' }, object } }] };
  const notice = { bucket: 'b', key: 'AWSLogs/1/a b=.json.gz', size: 7, version: 'v' };

  it('come directly, by SNS and by EventBridge', () => {
    expect(objectNotices(JSON.stringify(direct))).toEqual([notice]);
    expect(objectNotices(JSON.stringify({ Type: 'Notification', Message: JSON.stringify(direct) }))).toEqual([notice]);
    const bridge = {
      'detail-type': 'Object Created',
      detail: { bucket: { name: 'b' }, object: { key: 'a+b', etag: 'e' } },
    };
    expect(objectNotices(JSON.stringify(bridge))).toEqual([{ bucket: 'b', key: 'a+b', size: undefined, version: 'e' }]);
  });

  it('are none for the test of S3, deletions, and undefined for anything else', () => {
    expect(objectNotices('{"Service":"Amazon S3","Event":"s3:TestEvent"}')).toEqual([]);
    const removed = { Records: [{ ...direct.Records[0], eventName: 'ObjectRemoved:Delete' }] };
    expect(objectNotices(JSON.stringify(removed))).toEqual([]);
    for (const body of ['', 'x', '[]', 'null', '{"Records":[{}]}', '{"Type":"Notification","Message":"x"}'])
      expect(objectNotices(body)).toBeUndefined();
  });
});
