import type { Random } from '../random.ts';
import { firstName, lastName } from './names.ts';

export type Role = 'clerk' | 'teller' | 'developer' | 'administrator' | 'database_administrator' | 'help_desk';

/** Somebody who works for the bank, at a workstation of the bank. */
export type Employee = {
  readonly userName: string;
  readonly role: Role;
  readonly sid: string;
  readonly workstation: string;
  readonly address: string;
};

const ROLES = [
  ['clerk', 58],
  ['teller', 22],
  ['developer', 10],
  ['administrator', 4],
  ['database_administrator', 2],
  ['help_desk', 4],
] as const;

export const createEmployees = (
  count: number,
  site: { readonly network: string; readonly domainSid: string; readonly workstationPrefix: string },
  random: Random,
): Employee[] =>
  Array.from({ length: count }, (_, index) => {
    const last = lastName(random);
    // The first ones make sure that every role is there.
    const role = ROLES[index]?.[0] ?? random.weighted(ROLES);
    return {
      userName: `${firstName(random).slice(0, 1)}.${last}${index}`,
      role,
      sid: `${site.domainSid}-${1100 + index}`,
      workstation: `${site.workstationPrefix}-${String(1000 + index)}`,
      address: `${site.network}.${2 + Math.floor(index / 250)}.${1 + (index % 250)}`,
    };
  });
