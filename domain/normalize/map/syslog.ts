import { type Draft, putIp, putPort, putText } from '../draft.ts';
import { slotOf } from '../fields.ts';
import type { Mapper } from './mapper.ts';
import { putSyslogHeader, timeOfHeader } from './syslog-header.ts';

const ACTION = slotOf('event.action');
const OUTCOME = slotOf('event.outcome');
const PORT = slotOf('source_port');
const SOURCE_ADDRESS = slotOf('source_address');
const SOURCE_IP = slotOf('source_ip');
const USER = slotOf('user_id');

/** Syslog and plain text; what sshd says about logons is understood, the rest stays in `message`. */
export const mapSyslog: Mapper = (draft, { text }, received) => {
  if (text === undefined) return { category: 'system', time: undefined };
  putSyslogHeader(draft, text.syslog);
  const logon = text.syslog.app === 'sshd' && putLogon(draft, text.syslog.message);
  return { category: logon ? 'authentication' : 'system', time: timeOfHeader(text.syslog, received) };
};

/** `Failed password for [invalid user ]NAME from ADDRESS port N ssh2`, `Accepted publickey for …` (OpenSSH). */
const putLogon = (draft: Draft, message: string): boolean => {
  const failed = message.startsWith('Failed ');
  if (!failed && !message.startsWith('Accepted ')) return false;
  const nameAt = message.indexOf(' for ');
  const fromAt = message.lastIndexOf(' from ');
  const portAt = message.indexOf(' port ', fromAt);
  if (nameAt < 0 || fromAt < nameAt || portAt < 0) return false;
  const name = message.slice(nameAt + 5, fromAt);
  putText(draft, USER, name.startsWith('invalid user ') ? name.slice(13) : name);
  putIp(draft, SOURCE_IP, SOURCE_ADDRESS, message.slice(fromAt + 6, portAt));
  putPort(draft, PORT, message.slice(portAt + 6).split(' ', 1)[0]);
  draft[ACTION] = failed ? 'ssh_login_failed' : 'ssh_login';
  draft[OUTCOME] = failed ? 'failure' : 'success';
  return true;
};
