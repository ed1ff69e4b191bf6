import { describe, expect, it } from 'vitest';
import { configuredPorts, portVariable } from './ports.ts';

describe('configuredPorts', () => {
  it('reads the file where nothing is overridden', () => {
    expect(configuredPorts({})).toMatchObject({ aws: 4566, postgres: 5433, tcpAcmeBank: 5140, tcpGlobexBank: 5141 });
  });

  it('lets an environment variable override a port', () => {
    expect(configuredPorts({ WATCHKEEP_PORT_TCP_ACME_BANK: '6140' }).tcpAcmeBank).toBe(6140);
  });

  it('names the variable to mend where a port is no port', () => {
    expect(() => configuredPorts({ WATCHKEEP_PORT_AWS: 'many' })).toThrow(/WATCHKEEP_PORT_AWS/);
    expect(() => configuredPorts({ WATCHKEEP_PORT_UDP: '70000' })).toThrow(/WATCHKEEP_PORT_UDP/);
  });

  it('spells the variable of a name of several words', () => {
    expect(portVariable('opensearchTransport')).toBe('WATCHKEEP_PORT_OPENSEARCH_TRANSPORT');
  });
});
