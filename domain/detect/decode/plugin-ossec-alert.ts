import type { Plugin } from './plugin-type.ts';

const ALERT =
  /Alert Level: (\d{1,2}); Rule: (\d{1,6}) - ([^;]{0,1000}); Location: ([^;]{0,1000});(?: srcip: ([^;]{0,200});)?(?: user: ([^;]{0,200});)? ?/;

/**
 * OSSECAlert_Decoder: an alert of another manager. Its rule becomes the result, no rule tree is run
 * (`event.forwarded`).
 */
export const ossecAlertPlugin: Plugin = (event, start) => {
  const found = ALERT.exec(event.log.slice(start, start + 8_192));
  if (found === null) return;
  const [, level = '0', ruleId = '', description = '', , srcip, user] = found;
  if (srcip !== undefined) event.fields.statics.srcip = srcip;
  if (user !== undefined) event.fields.statics.dstuser = user;
  event.forwarded = { ruleId, level: Number(level), description };
};
