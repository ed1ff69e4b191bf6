import { describe, expect, it } from 'vitest';
import { eventOf } from '../../test/support/events.ts';
import { LOG_TYPE_LINES } from '../../test/support/fixture-lines.ts';
import { TenantId } from '../model/tenant.ts';
import { entitiesOf } from './entities.ts';

const of = (raw: string): string[] =>
  entitiesOf(eventOf(raw, 1, TenantId.parse('acme-bank'))).map(({ kind, value }) => `${kind}:${value}`);

describe('entitiesOf', () => {
  it('names user, address, account and access key', () => {
    expect(of(LOG_TYPE_LINES.core_banking)).toEqual(['user:john.smith', 'ip:198.51.100.7', 'account:CHK0012345']);
    expect(of(LOG_TYPE_LINES.cloud)).toEqual(['user:deploy', 'ip:198.51.100.7', 'access_key:AKIAEXAMPLE']);
  });

  it('names the host for Windows, and elsewhere only where there is nothing else', () => {
    expect(of(LOG_TYPE_LINES.windows)).toEqual(['user:j.smith', 'ip:10.30.4.12', 'host:WS-0142.bank.example']);
    expect(of('Feb 18 10:30:45 gw app: something')).toEqual(['host:gw']);
    expect(of(LOG_TYPE_LINES.firewall)).toEqual(['ip:198.51.100.7']);
  });

  it('leaves out accounts and addresses that every machine has', () => {
    const line = (SubjectUserName: string) =>
      JSON.stringify({ EventID: 4688, Channel: 'Security', Hostname: 'WS1', SubjectUserName, IpAddress: '127.0.0.1' });
    for (const name of ['SYSTEM', 'WS1$', 'LOCAL SERVICE', 'DWM-2']) expect(of(line(name))).toEqual(['host:WS1']);
    expect(of(line('anna'))).toEqual(['user:anna', 'host:WS1']);
  });
});
