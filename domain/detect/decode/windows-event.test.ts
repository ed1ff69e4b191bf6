import { describe, expect, it } from 'vitest';
import { rulesetOf, sessionOf } from '../../../test/support/ruleset.ts';

const XML =
  "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-Auditing' Guid='{54849625-5478-4994-A5BA-3E3B0328C30D}'/><EventID>4625</EventID><Version>0</Version><Level>0</Level><Task>12544</Task><Opcode>0</Opcode><Keywords>0x8010000000000000</Keywords><TimeCreated SystemTime='2026-02-18T10:30:45.123456700Z'/><EventRecordID>229977</EventRecordID><Correlation/><Execution ProcessID='516' ThreadID='3240'/><Channel>Security</Channel><Computer>DC01.bank.example</Computer><Security/></System><EventData><Data Name='TargetUserName'>o&apos;neil</Data><Data Name='SubjectUserSid'>-</Data><Data Name='WorkstationName'>(NULL)</Data><Data Name='IpAddress'>10.0.0.9</Data><Data>one</Data><Data>two</Data></EventData></Event>";

const RULES = `<group name="windows,">
  <rule id="60000" level="0"><category>ossec</category><decoded_as>windows_eventchannel</decoded_as><description>d</description></rule>
  <rule id="60001" level="5"><if_sid>60000</if_sid><field name="win.system.severityValue">^AUDIT_FAILURE$</field><description>d</description></rule>
</group>`;
const DECODERS = '<decoder name="json"><prematch>^{</prematch><plugin_decoder>JSON_Decoder</plugin_decoder></decoder>';
const evaluate = sessionOf(rulesetOf({ decoders: DECODERS, rules: RULES }));

describe('the Windows event channel', () => {
  it('becomes win.system and win.eventdata, of the decoder that no file defines', () => {
    const { decoder, fields, rule } = evaluate(JSON.stringify({ Message: 'An account failed to log on.', Event: XML }));
    expect(decoder.name).toBe('windows_eventchannel');
    expect(rule?.id).toBe('60001');
    expect(fields).toEqual({
      'win.system.providerName': 'Microsoft-Windows-Security-Auditing',
      'win.system.providerGuid': '{54849625-5478-4994-A5BA-3E3B0328C30D}',
      'win.system.eventID': '4625',
      'win.system.version': '0',
      'win.system.level': '0',
      'win.system.task': '12544',
      'win.system.opcode': '0',
      'win.system.keywords': '0x8010000000000000',
      'win.system.systemTime': '2026-02-18T10:30:45.123456700Z',
      'win.system.eventRecordID': '229977',
      'win.system.processID': '516',
      'win.system.threadID': '3240',
      'win.system.channel': 'Security',
      'win.system.computer': 'DC01.bank.example',
      'win.system.message': 'An account failed to log on.',
      'win.system.severityValue': 'AUDIT_FAILURE',
      'win.eventdata.targetUserName': "o'neil",
      'win.eventdata.ipAddress': '10.0.0.9',
      'win.eventdata.data': 'one, two',
    });
  });

  it.each([
    ['{"Message":"x","Event":"no xml"}', 'json'],
    ['{"Message":"x"}', 'json'],
    ['{"Event":7}', 'json'],
    ['{"Event":"<Event', 'json'],
    ['{"win":{"system":{"eventID":"1"}}}', 'json'],
  ])('%s is not of it', (log, name) => {
    expect(evaluate(log).decoder.name).toBe(name);
  });

  it('broken XML gives what can be read', () => {
    const { decoder, fields } = evaluate('{"Event":"<Event><System><EventID>7</EventID><Channel>"}');
    expect(decoder.name).toBe('windows_eventchannel');
    expect(fields).toEqual({ 'win.system.severityValue': 'INFORMATION' });
  });
});
