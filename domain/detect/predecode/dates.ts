/** The number of bytes that the date at the start of the line takes with its space; 0 where it has another form. */
export type DateForm = (line: string) => number;

/** Characters at positions, for example `4-7-10T`: `-` at 4 and 7, `T` at 10. `_` stands for a space. */
const positions = (template: string): ((line: string) => boolean) => {
  const checks = [...template.matchAll(/(\d+)(\D)/g)].map(
    ([, at, character]) => [Number(at), character === '_' ? 32 : (character ?? '').charCodeAt(0)] as const,
  );
  return (line) => {
    for (const [at, code] of checks) if (line.charCodeAt(at) !== code) return false;
    return true;
  };
};

const form = (template: string, length: number, minimum: number, more?: (line: string) => boolean): DateForm => {
  const matches = positions(template);
  return (line) => (line.length >= minimum && matches(line) && (more === undefined || more(line)) ? length : 0);
};

const startsWithDigit = (line: string): boolean => {
  const code = line.charCodeAt(0);
  return code >= 48 && code <= 57;
};

const isIso = positions('4-7-10T13:16:');
const iso: DateForm = (line) => {
  if (line.length < 33 || !isIso(line)) return 0;
  if (line[19] === '.') return line[26] === ':' ? 30 : line[29] === ':' ? 33 : 32;
  return (line[19] === '+' || line[19] === '-') && line[22] === ':' && line[25] === ' ' ? 26 : 0;
};

/** The dates of syslog-like headers: host and program may follow. */
export const SYSLOG_DATES: readonly DateForm[] = [
  form('3_6_9:12:15_', 16, 17),
  form('4-7-10_13:16:19,23_', 24, 24),
  iso,
  form('4_8_11_14:17:20_', 21, 21, startsWithDigit),
  form('4-7-10_13:16:19.31_', 32, 33, (line) => line[26] === '+' || line[26] === '-'),
];

const isEpoch = /^\d{10}\.\d{3} +/;

/** Dates that are removed without anything being read after them: xferlog, Snort, Suricata, Apache, Squid. */
export const OTHER_DATES: readonly DateForm[] = [
  form('3_7_10_13:16:19_24_', 25, 26),
  form('2/5-8:11:14.21_', 23, 24),
  form('2/5/10-13:16:19.26_', 28, 29),
  form('0[4_8_11_14:17:20_25]26_', 27, 28),
  (line) => (startsWithDigit(line) ? (isEpoch.exec(line)?.[0].length ?? 0) : 0),
];
