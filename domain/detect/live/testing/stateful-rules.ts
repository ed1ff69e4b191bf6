import { nodeHasher } from '../../../../adapters/hashing.ts';
import { rulesetOf } from '../../../../test/support/ruleset.ts';
import { entitiesOf } from '../../../normalize/entities.ts';
import type { Detector } from '../detector.ts';

const DECODERS = `
<decoder name="json"><prematch>^{</prematch><plugin_decoder>JSON_Decoder</plugin_decoder><fts>name, account</fts></decoder>
<decoder name="session"><prematch>^session </prematch><accumulate /></decoder>
<decoder name="session-user"><parent>session</parent><accumulate /><prematch>^session \\w+ begin</prematch><regex>^session (\\w+) (\\w+) (\\w+)</regex><order>id, action, dstuser</order></decoder>
<decoder name="session-end"><parent>session</parent><accumulate /><prematch>^session \\w+ end</prematch><regex>^session (\\w+) (\\w+)</regex><order>id, action</order></decoder>`;

const RULES = `
<group name="quiet,">
  <rule id="90" level="0"><category>syslog</category><decoded_as>json</decoded_as></rule>
  <rule id="91" level="4"><if_sid>90</if_sid><field name="kind">^plain$</field></rule>
</group>
<group name="t,">
  <rule id="101" level="5"><if_sid>90</if_sid><field name="kind">^failed$</field><group>failures,</group></rule>
  <rule id="110" level="4"><if_sid>90</if_sid><field name="kind">^refused$</field><group>refusals,</group></rule>
  <rule id="102" level="3"><if_sid>90</if_sid><field name="kind">^ok$</field></rule>
  <rule id="103" level="10" frequency="3" timeframe="60"><if_matched_sid>101</if_matched_sid><same_field>ip</same_field></rule>
  <rule id="104" level="12" frequency="4" timeframe="90"><if_matched_sid>101</if_matched_sid><same_field>account</same_field><not_same_field>ip</not_same_field></rule>
  <rule id="105" level="13"><if_sid>102</if_sid><if_matched_sid>103</if_matched_sid><same_field>ip</same_field></rule>
  <rule id="106" level="7" frequency="3" timeframe="2"><if_matched_group>refusals</if_matched_group></rule>
  <rule id="107" level="8"><if_sid>102</if_sid><if_fts /></rule>
  <rule id="108" level="9" frequency="2" timeframe="30" ignore="1"><if_matched_sid>102</if_matched_sid><same_field>account</same_field></rule>
  <rule id="109" level="14" frequency="2" timeframe="300"><if_matched_sid>103</if_matched_sid><global_frequency /></rule>
</group>
<group name="diff,">
  <rule id="120" level="3"><if_sid>90</if_sid><field name="kind">^ports$</field></rule>
  <rule id="121" level="6"><if_sid>120</if_sid><check_diff /></rule>
  <rule id="122" level="11"><if_sid>120</if_sid><if_matched_regex>"kind":"failed","ip":"10.0.0.2"</if_matched_regex></rule>
</group>
<group name="sessions,">
  <rule id="130" level="3"><decoded_as>session</decoded_as></rule>
  <rule id="131" level="9"><if_sid>130</if_sid><action>end</action><user>eve</user></rule>
  <rule id="132" level="10" frequency="2" timeframe="60"><if_matched_sid>130</if_matched_sid><same_user /></rule>
</group>`;

const ruleset = rulesetOf({ decoders: DECODERS, rules: RULES });

/** Rules of every stateful form, over JSON lines with `kind`, `ip`, `account` and over lines `session ID ACTION [USER]`. */
export const statefulDetector: Detector = {
  ruleset,
  context: { hasher: nodeHasher, rulesetVersion: ruleset.version, catalogue: new Map(), entitiesOf },
};
