import { type Draft, putText } from '../draft.ts';
import { slotOf } from '../fields.ts';
import type { JsonObject } from '../values/json.ts';

const DOMAIN = slotOf('user.domain');
const GROUP = slotOf('group.name');
const GROUP_ID = slotOf('group.id');
const ID = slotOf('user.id');
const TARGET = slotOf('user.target.name');
const TARGET_DOMAIN = slotOf('user.target.domain');
const TARGET_ID = slotOf('user.target.id');
const USER = slotOf('user_id');

/** Logons, logoffs, Kerberos and credential validation: the target account is the one that acts. */
const TARGET_ACTS = new Set([
  '4624',
  '4625',
  '4627',
  '4634',
  '4647',
  '4740',
  '4768',
  '4769',
  '4770',
  '4771',
  '4773',
  '4776',
]);
/** Group management and enumeration: the target is a group. */
const TARGET_IS_GROUP = new Set([
  '4727',
  '4728',
  '4729',
  '4730',
  '4731',
  '4732',
  '4733',
  '4734',
  '4735',
  '4737',
  '4754',
  '4755',
  '4756',
  '4757',
  '4758',
  '4799',
]);

/** Its accountName is the account that the service will run under. */
const SERVICE_INSTALLED = '7045';

/** Who acted and who was acted upon, which depends on the event. */
export const putUsers = (draft: Draft, code: string, data: JsonObject): void => {
  const { targetUserName, subjectUserName, user } = data;
  if (TARGET_ACTS.has(code)) {
    putAccount(draft, USER, DOMAIN, targetUserName);
    putText(draft, DOMAIN, data.targetDomainName);
    putText(draft, ID, data.targetUserSid ?? data.targetSid);
  } else {
    putText(draft, USER, subjectUserName ?? (code === SERVICE_INSTALLED ? undefined : data.accountName));
    if (draft[USER] === undefined) putAccount(draft, USER, DOMAIN, user ?? data.sourceUser);
    if (TARGET_IS_GROUP.has(code)) {
      putText(draft, GROUP, targetUserName);
      putText(draft, GROUP_ID, data.targetSid);
      putText(draft, TARGET, data.memberName);
      putText(draft, TARGET_ID, data.memberSid);
    } else {
      putText(draft, TARGET, targetUserName);
      putText(draft, TARGET_DOMAIN, data.targetDomainName);
      putText(draft, TARGET_ID, data.targetUserSid ?? data.targetSid);
    }
  }
};

/** `DOMAIN\name` and `name@REALM` are split. */
const putAccount = (draft: Draft, nameSlot: number, domainSlot: number, value: unknown): void => {
  if (typeof value !== 'string') return;
  const backslash = value.indexOf('\\');
  const at = backslash < 0 ? value.indexOf('@') : -1;
  if (backslash >= 0) {
    putText(draft, domainSlot, value.slice(0, backslash));
    putText(draft, nameSlot, value.slice(backslash + 1));
  } else if (at > 0) {
    putText(draft, domainSlot, value.slice(at + 1));
    putText(draft, nameSlot, value.slice(0, at));
  } else putText(draft, nameSlot, value);
};
