import type { Random } from '../../../../simulator/random.ts';
import { CHANNELS, CLOUD_EVENTS, cloudEvent, EVENT_IDS, PROGRAMS, programName, word } from './words.ts';

const CATEGORIES = ['syslog', 'firewall', 'ids', 'web-log', 'squid', 'windows', 'ossec'];

/** Numbers the rules and writes them down. */
const ruleWriter = (first: number) => {
  let next = first;
  const rules: string[] = [];
  const add = (level: number, inner: string, attributes = ''): number => {
    const id = next++;
    rules.push(
      `<rule id="${id}" level="${level}"${attributes}>${inner}<description>Rule ${id}: $(srcip)</description></rule>`,
    );
    return id;
  };
  return { add, text: (group: string): string => `<group name="${group},">\n${rules.join('\n')}\n</group>\n` };
};

const roots = (): string =>
  `<group name="roots,">${CATEGORIES.map(
    (category, index) =>
      `<rule id="${index + 1}" level="0" noalert="1"><category>${category}</category><description>${category}</description></rule>`,
  ).join('\n')}</group>\n`;

const programs = (random: Random): string => {
  const { add, text } = ruleWriter(1000);
  for (let index = 0; index < PROGRAMS; index++) {
    const base = add(0, `<decoded_as>${programName(index)}</decoded_as>`);
    const on = `<if_sid>${base}</if_sid>`;
    const failed = add(5, `${on}<match>failed|failure|denied</match><group>authentication_failed,</group>`);
    add(3, `${on}<match>accepted|opened</match><group>authentication_success,</group>`);
    add(random.integer(4, 9), `${on}<regex>${word(random)} \\d+ from \\S+</regex>`);
    add(random.integer(4, 9), `${on}<match>${word(random)}|${word(random)}</match>`);
    if (index % 2 === 0) add(7, `${on}<action>${word(random)}</action>`);
    if (index % 2 === 1) {
      add(10, `<if_matched_sid>${failed}</if_matched_sid><same_source_ip />`, ' frequency="8" timeframe="120"');
    }
  }
  return text('syslog,services');
};

const IMAGES = ['powershell', 'cmd', 'rundll32', 'wscript', 'certutil', 'mshta', 'regsvr32', 'psexec'] as const;

const windows = (random: Random): string => {
  const { add, text } = ruleWriter(60_000);
  const base = add(0, '<decoded_as>json</decoded_as><field name="win.system.providerName">\\.+</field>');
  const channels = CHANNELS.map((channel) =>
    add(0, `<if_sid>${base}</if_sid><field name="win.system.channel">^${channel}$</field>`),
  );
  for (const eventId of EVENT_IDS) {
    const parent = add(
      0,
      `<if_sid>${channels.join(', ')}</if_sid><field name="win.system.eventID">^${eventId}$</field><group>event_${eventId},</group>`,
    );
    for (let index = 0; index < 75; index++) {
      const [image, other] = [random.pick(IMAGES), word(random)];
      const conditions = [
        `<field name="win.eventdata.image" type="pcre2">(?i)\\\\${image}\\.exe$</field><field name="win.eventdata.commandLine" type="pcre2">(?i)-${other}\\s+\\S+</field>`,
        `<field name="win.eventdata.targetFilename" type="pcre2">(?i)\\\\(${other}|${word(random)})\\.(exe|dll|ps1)$</field>`,
        `<field name="win.eventdata.parentImage" type="pcre2">(?i)${image}\\.exe</field><field name="win.eventdata.image" type="pcre2">(?i)${other}\\.exe</field>`,
        `<field name="win.eventdata.commandLine" type="pcre2">(?i)(${other}|${word(random)}).+http</field>`,
        `<field name="win.eventdata.targetObject">${word(random)}\\\\CurrentVersion\\\\Run</field>`,
      ];
      add(
        random.integer(3, 15),
        `<if_sid>${parent}</if_sid>${conditions[index % conditions.length]}<mitre><id>T1059</id></mitre>`,
      );
    }
  }
  return text('windows');
};

const cloud = (): string => {
  const { add, text } = ruleWriter(80_000);
  const base = add(0, '<decoded_as>json</decoded_as><field name="integration">^aws$</field>');
  for (let index = 0; index < CLOUD_EVENTS; index++) {
    add(3, `<if_sid>${base}</if_sid><field name="aws.eventName">^${cloudEvent(index)}$</field>`);
  }
  for (let index = 0; index < 60; index++) {
    add(
      7,
      `<if_sid>${base}</if_sid><field name="aws.requestParameters.p${index}">true</field><list field="aws.userIdentity.userName" lookup="match_key">etc/lists/users-${index % 20}</list>`,
    );
  }
  return text('cloud');
};

const web = (random: Random): string => {
  const { add, text } = ruleWriter(31_000);
  const base = add(0, '<category>web-log</category>');
  const failed = add(5, `<if_sid>${base}</if_sid><id>^4</id>`);
  add(6, `<if_sid>${base}</if_sid><id>^5</id>`);
  for (let index = 0; index < 150; index++) {
    add(
      random.integer(4, 10),
      `<if_sid>${base}</if_sid><url type="pcre2">(?i)/(${word(random)}|${word(random)})\\.php\\?</url><group>attack,</group>`,
    );
    add(random.integer(4, 10), `<if_sid>${failed}</if_sid><url>/${word(random)}|%27${word(random)}</url>`);
  }
  add(10, `<if_matched_sid>${failed}</if_matched_sid><same_source_ip />`, ' frequency="14" timeframe="90"');
  return text('web');
};

const generic = (random: Random): string => {
  const { add, text } = ruleWriter(2_000 + 40_000);
  for (let index = 0; index < 200; index++) add(random.integer(2, 8), `<match>${word(random)} ${word(random)}</match>`);
  for (let index = 0; index < 100; index++)
    add(random.integer(2, 8), `<program_name>^${word(random)}$</program_name><match>${word(random)}</match>`);
  for (let index = 0; index < 40; index++)
    add(10, `<if_group>authentication_failed</if_group><match>${word(random)}</match>`);
  for (let index = 0; index < 10; index++) add(10, `<if_level>7</if_level><regex>${word(random)}\\s\\d+</regex>`);
  for (let index = 0; index < 20; index++) {
    const sameUser = index % 2 === 0 ? '<same_user />' : '<different_srcip />';
    add(
      10,
      `<if_matched_group>authentication_failed</if_matched_group>${sameUser}<match>${word(random)}</match>`,
      ' frequency="10"',
    );
  }
  for (let index = 0; index < 150; index++) {
    add(random.integer(3, 9), `<decoded_as>device${index % 50}</decoded_as><match>${word(random)}</match>`);
  }
  return text('generic');
};

/** About 4,500 rules by file name. */
export const ruleFiles = (random: Random): Readonly<Record<string, string>> => ({
  '0010-roots.xml': roots(),
  '0100-services.xml': programs(random),
  '0200-windows.xml': windows(random),
  '0300-cloud.xml': cloud(),
  '0400-web.xml': web(random),
  '0500-generic.xml': generic(random),
});
