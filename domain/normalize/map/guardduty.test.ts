import { describe, expect, it } from 'vitest';
import { canonicalLine } from '../canonical-line.ts';
import { type Draft, newDraft } from '../draft.ts';
import { type FieldName, slotOf } from '../fields.ts';
import { mapCloud } from './cloud.ts';

const finding = {
  schemaVersion: '2.0',
  accountId: '111122223333',
  region: 'eu-central-1',
  id: 'f1',
  type: 'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
  resource: {
    resourceType: 'AccessKey',
    accessKeyDetails: { accessKeyId: 'ASIAEXAMPLE1', principalId: 'AROA1:i-0abc', userName: 'web', userType: 'Role' },
  },
  service: {
    serviceName: 'guardduty',
    action: {
      actionType: 'AWS_API_CALL',
      awsApiCallAction: { api: 'ListBuckets', remoteIpDetails: { ipAddressV4: '198.51.100.7' } },
    },
    eventLastSeen: '2026-02-18T10:30:45Z',
  },
  severity: 8,
  title: 'Credentials of an instance used from outside',
};

const mapped = (record: object): { draft: Draft; log: string; time: number | undefined; category: string } => {
  const line = canonicalLine(JSON.stringify(record));
  if (line.kind === 'quarantine') throw new Error(line.detail);
  const draft = newDraft();
  const { time, category } = mapCloud(draft, line, 0);
  return { draft, log: line.log, time, category };
};
const at = (draft: Draft, name: FieldName) => draft[slotOf(name)];

describe('GuardDuty findings', () => {
  it.each([
    ['exported to S3', finding],
    ['from EventBridge', { 'detail-type': 'GuardDuty Finding', source: 'aws.guardduty', detail: finding }],
  ])('%s become what Wazuh sends, with key, user, address and time', (_, record) => {
    const { draft, log, time } = mapped(record);
    expect(JSON.parse(log)).toEqual({ integration: 'aws', aws: { ...finding, source: 'guardduty' } });
    expect(at(draft, 'cloud.access_key.id')).toBe('ASIAEXAMPLE1');
    expect(at(draft, 'user_id')).toBe('web');
    expect(at(draft, 'source_ip')).toBe('198.51.100.7');
    expect(at(draft, 'event.action')).toBe(finding.type);
    expect(time).toBe(Date.parse('2026-02-18T10:30:45Z'));
  });

  it('names the instance and the domain that it asked for', () => {
    const { draft } = mapped({
      ...finding,
      type: 'Trojan:EC2/DNSDataExfiltration',
      resource: { resourceType: 'Instance', instanceDetails: { instanceId: 'i-0abc' } },
      service: { ...finding.service, action: { dnsRequestAction: { domain: 'tunnel.example.net' } } },
    });
    expect(at(draft, 'host.name')).toBe('i-0abc');
    expect(at(draft, 'dns.question.name')).toBe('tunnel.example.net');
  });

  it('names the address of a port probe', () => {
    const details = [{ localPortDetails: { port: 22 }, remoteIpDetails: { ipAddressV4: '203.0.113.9' } }];
    const { draft } = mapped({
      ...finding,
      service: { ...finding.service, action: { portProbeAction: { portProbeDetails: details } } },
    });
    expect(at(draft, 'source_ip')).toBe('203.0.113.9');
  });

  it('leaves other records with a service alone', () => {
    const line = canonicalLine('{"service":{"serviceName":"billing"},"type":"x"}');
    expect(line.kind === 'line' && line.logSource).toBe('json');
  });
});
