import type { Random } from '../../../../simulator/random.ts';
import { PROGRAMS, programName, word } from './words.ts';

const programFamily = (index: number, random: Random): string => {
  const name = programName(index);
  const chain = Array.from(
    { length: random.integer(1, 3) },
    (_, part) => `
<decoder name="${name}-session">
  <parent>${name}</parent>${part === 0 ? '\n  <prematch>^session |^login </prematch>' : ''}
  <regex${part === 0 ? ' offset="after_prematch"' : ''}>${part === 0 ? '^(\\w+) for (\\S+)' : `${word(random)}=(\\S+)`}</regex>
  <order>${part === 0 ? 'action, dstuser' : `field${part}`}</order>
</decoder>`,
  ).join('');
  return `
<decoder name="${name}"><program_name>^${name}$|^${name}/</program_name></decoder>${chain}
<decoder name="${name}-connection">
  <parent>${name}</parent>
  <prematch offset="after_parent">connection</prematch>
  <regex offset="after_prematch">from (\\d+.\\d+.\\d+.\\d+) port (\\d+)</regex>
  <order>srcip, srcport</order>
</decoder>`;
};

const prematchFamily = (index: number, random: Random): string => `
<decoder name="device${index}"><prematch${index % 3 === 0 ? ' type="pcre2"' : ''}>^${word(random)}-${index}: </prematch></decoder>
<decoder name="device${index}-detail">
  <parent>device${index}</parent>
  <regex type="pcre2" offset="after_parent">src=(\\S+) dst=(\\S+)(?: user=(\\S+))?</regex>
  <order>srcip, dstip, dstuser</order>
</decoder>`;

const FIXED = `
<decoder name="json"><prematch>^{\\s*"</prematch><plugin_decoder>JSON_Decoder</plugin_decoder></decoder>
<decoder name="web-access"><type>web-log</type>
  <prematch type="pcre2">^\\S+ \\S+ \\S+ \\[[^\\]]+\\] "\\w+ \\S+ HTTP</prematch>
  <regex type="pcre2">^(\\S+) \\S+ (\\S+) \\[[^\\]]+\\] "(\\w+) (\\S+) HTTP\\S+" (\\d+)</regex>
  <order>srcip, srcuser, protocol, url, id</order>
</decoder>`;

/** About 1,500 decoders in one file. */
export const decoderFile = (random: Random): string =>
  FIXED +
  Array.from({ length: PROGRAMS }, (_, index) => programFamily(index, random)).join('') +
  Array.from({ length: 50 }, (_, index) => prematchFamily(index, random)).join('');
