import { archiveTools } from '../../../adapters/archive-tools.ts';
import { nodeHasher } from '../../../adapters/hashing.ts';
import { memoryArchiveStore } from '../../../adapters/memory/archive-store.ts';
import { ACME, streamLine } from '../../../test/support/lines.ts';
import { archiveLines } from '../../archive/archive-lines.ts';
import type { StreamLine } from '../../archive/stored-line.ts';
import type { RulesetFiles } from '../../detect/ruleset.ts';
import { entitiesOf } from '../../normalize/entities.ts';
import { NO_PARSERS } from '../../normalize/parse/parser-set.ts';
import { DEFAULT_ZONES } from '../../normalize/zones.ts';
import type { ArchiveStore } from '../../ports/archive-store.ts';
import type { HuntNormalize } from '../normalize-line.ts';
import type { HuntContent } from '../rules-of.ts';

/** Failed logins, and many of them. */
export const FILES: RulesetFiles = {
  decoders: [
    {
      name: 'decoders/d.xml',
      text: '<decoder name="json"><prematch>^{</prematch><plugin_decoder>JSON_Decoder</plugin_decoder></decoder>',
    },
  ],
  rules: [
    {
      name: 'rules/r.xml',
      text: `<group name="test,">
  <rule id="1" level="0" noalert="1"><category>syslog</category></rule>
  <rule id="7" level="0" noalert="1"><category>ossec</category></rule>
  <rule id="100001" level="3"><decoded_as>json</decoded_as><field name="event_type">^login_failed$</field>
    <description>Failed login</description></rule>
  <rule id="100100" level="10" frequency="4" timeframe="60"><if_matched_sid>100001</if_matched_sid>
    <same_field>source_ip</same_field><description>Many failed logins from $(source_ip)</description></rule>
</group>`,
    },
  ],
  lists: [],
};
export const CONTENT: HuntContent = { files: FILES, context: { hasher: nodeHasher, catalogue: new Map(), entitiesOf } };
export const NORMALIZE: HuntNormalize = { hasher: nodeHasher, zones: DEFAULT_ZONES, parsers: NO_PARSERS };

/** A failed login, `n` milliseconds after 10:29, received a minute later. */
export const login = (n: number, ip: string, tenant = ACME, shard = 0): StreamLine =>
  streamLine(
    n,
    JSON.stringify({
      timestamp: new Date(Date.parse('2026-02-18T10:29:00.000Z') + n).toISOString(),
      log_type: 'core_banking',
      event_type: 'login_failed',
      user_id: `user.${n}`,
      source_ip: ip,
    }),
    tenant,
    shard,
  );

/** The address that hunts look for. */
export const ADDRESS = '198.51.100.7';
export const HUNTED = `<group name="hunt,"><rule id="110000" level="5"><if_sid>100001</if_sid>
  <field name="source_ip">^198\\.51\\.100\\.7$</field><description>The address</description></rule></group>`;

/** After all of it. */
export const NOW = Date.parse('2026-02-19T00:00:00Z');
export const PERIOD = { from: '2026-02-18T00:00:00.000Z', to: '2026-02-19T00:00:00.000Z' };

/** An archive of batches as the archiver takes them. */
export const archived = async (...batches: readonly StreamLine[][]): Promise<ArchiveStore> => {
  const store = memoryArchiveStore();
  for (const lines of batches)
    for (const [tenant, own] of Map.groupBy(lines, ({ envelope }) => envelope.tenant))
      await archiveLines(tenant, own, store, archiveTools);
  return store;
};
