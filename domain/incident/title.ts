import type { Alert } from '../model/alert.ts';
import { entitiesOf } from './links.ts';
import { plainText } from './plain-text.ts';

const MAXIMUM_LENGTH = 200;
const NAMES = { user: 'user', ip: 'address', host: 'host', account: 'account', access_key: 'access key' } as const;

const shorten = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;

/** One line in plain words: what the rule says, and about whom. At most 200 characters. */
export const titleOf = (alert: Pick<Alert, 'rule' | 'entities'>): string => {
  const [first, ...others] = entitiesOf(alert);
  const description = plainText(alert.rule.description).trim() || `Rule ${alert.rule.id}`;
  if (!first) return shorten(description, MAXIMUM_LENGTH);
  const subject = `${NAMES[first.kind]} ${shorten(first.value, 80)}${others.length > 0 ? ` and ${others.length} more` : ''}`;
  return `${shorten(description, MAXIMUM_LENGTH - subject.length - 3)} (${subject})`;
};
