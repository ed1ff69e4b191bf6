import { type Draft, putLong, putText } from '../draft.ts';
import { slotOf } from '../fields.ts';
import type { SyslogLine } from '../lines/syslog.ts';
import { nearestTo } from '../values/timestamp.ts';

const APP = slotOf('process.name');
const DATA = slotOf('log.syslog.structured_data');
const FACILITY = slotOf('log.syslog.facility.code');
const HOST = slotOf('host.name');
const MESSAGE = slotOf('message');
const MESSAGE_ID = slotOf('log.syslog.msgid');
const PID = slotOf('process.pid');
const PRIORITY = slotOf('log.syslog.priority');
const SEVERITY = slotOf('log.syslog.severity.code');

export const putSyslogHeader = (draft: Draft, syslog: SyslogLine): void => {
  const { priority } = syslog;
  if (priority !== undefined) {
    draft[PRIORITY] = priority;
    draft[FACILITY] = priority >> 3;
    draft[SEVERITY] = priority & 7;
  }
  putText(draft, HOST, syslog.host);
  putText(draft, APP, syslog.app);
  putLong(draft, PID, syslog.pid);
  putText(draft, MESSAGE_ID, syslog.msgid);
  putText(draft, DATA, syslog.structuredData);
  putText(draft, MESSAGE, syslog.message);
};

/** The time of the header; a date without a year is the one nearest to the time of receipt. */
export const timeOfHeader = (syslog: SyslogLine, received: number): number | undefined =>
  syslog.time ?? (syslog.yearless === undefined ? undefined : nearestTo(received, syslog.yearless));
