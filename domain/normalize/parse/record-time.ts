import { nearestTo, parseAccessLogTime, parseTimestamp, parseYearless } from '../values/timestamp.ts';

/** What auditd stamps its records with: `audit(1771410645.120:812):`. */
const AUDIT = /^audit\((\d{9,11}\.\d{3}):/;
const WITH_YEAR = /^([A-Z][a-z]{2}) +(\d{1,2}),? +(\d{4}),? +(\d{2}:\d{2}:\d{2})(?:[.,]\d{1,9})?(?: *(?:UTC|GMT|Z))?$/;
/** HTTP and mail dates: `Wed, 18 Feb 2026 10:30:45 +0100`. */
const MAIL = /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2})(?: (GMT|UTC|[+-]\d{4}))?$/;

const accessLogTime = (day: string, month: string, year: string, time: string, zone: string): number | undefined =>
  parseAccessLogTime(`${day.padStart(2, '0')}/${month}/${year}:${time} ${zone}`);

/**
 * The instant that a value names, milliseconds: ISO 8601 and epoch as `parseTimestamp` reads them, epoch in micro- or
 * nanoseconds, and the dates of syslog, CEF, LEEF, mail, access logs and auditd. A date without a year is the one nearest to `received`.
 */
export const recordTime = (value: unknown, received: number): number | undefined => {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' ? Number(value || Number.NaN) : Number.NaN;
  if (number > 1e14) return parseTimestamp(number > 1e17 ? number / 1e6 : number / 1e3);
  const instant = parseTimestamp(value);
  if (instant !== undefined || typeof value !== 'string') return instant;
  const text = value.slice(0, 60).trim();
  const audit = AUDIT.exec(text)?.[1];
  if (audit !== undefined) return parseTimestamp(Math.round(Number(audit) * 1000));
  const [, month, day, year, time] = WITH_YEAR.exec(text) ?? [];
  if (month !== undefined) return accessLogTime(day ?? '', month, year ?? '', time ?? '', '+0000');
  const mail = MAIL.exec(text);
  if (mail !== null) {
    const zone = mail[5] === undefined || /[A-Z]/.test(mail[5]) ? '+0000' : mail[5];
    return accessLogTime(mail[1] ?? '', mail[2] ?? '', mail[3] ?? '', mail[4] ?? '', zone);
  }
  if (text.charCodeAt(2) === 47 && text.charCodeAt(11) === 58) return parseAccessLogTime(text);
  const yearless = parseYearless(text, 0);
  return yearless === undefined ? undefined : nearestTo(received, yearless);
};
