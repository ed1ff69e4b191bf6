/** What to look for and what to repair, by tactic of ATT&CK. */
export type Guidance = { readonly investigate: string; readonly remediate: string };

/** By name, as the catalogue writes it. A tactic that is missing here gets no guidance. */
export const TACTIC_GUIDANCE: Readonly<Record<string, Guidance>> = {
  Reconnaissance: {
    investigate: 'List what was probed, and whether a probe found something that answers.',
    remediate: 'Close what need not be reachable from outside.',
  },
  'Initial Access': {
    investigate: 'Find out how access was gained, and whether the same way was used elsewhere.',
    remediate: 'Close the way in, and require a second factor for it.',
  },
  Execution: {
    investigate: 'Find out what was run, by which process and under which account.',
    remediate: 'Remove what was run, and restrict who may run it.',
  },
  Persistence: {
    investigate: 'Look for accounts, keys, tasks and services made since the first alert.',
    remediate: 'Remove what was left behind to come back.',
  },
  'Privilege Escalation': {
    investigate: 'Compare the rights used with the rights granted, and find out who granted them.',
    remediate: 'Take back rights that were not granted on purpose.',
  },
  'Defense Evasion': {
    investigate: 'Check for logs that stopped or were cleared, and for protection that was switched off.',
    remediate: 'Switch logging and protection on again, and make an alarm of their loss.',
  },
  'Credential Access': {
    investigate: 'Check whether a login succeeded after failed ones, and from where.',
    remediate: 'Reset the passwords of the accounts concerned, and require a second factor.',
  },
  Discovery: {
    investigate: 'List what was looked at, and what an attacker knows now.',
    remediate: 'Restrict who may list accounts, machines and data.',
  },
  'Lateral Movement': {
    investigate: 'Follow the account from machine to machine, and find the first one.',
    remediate: 'Separate the networks that it moved between.',
  },
  Collection: {
    investigate: 'Find out which data was read and how much of it.',
    remediate: 'Restrict access to the data that was read.',
  },
  'Command and Control': {
    investigate: 'Look for other machines that talk to the same destinations.',
    remediate: 'Block the destinations, and rebuild the machines that talked to them.',
  },
  Exfiltration: {
    investigate: 'Measure what left the bank, and whether it holds personal data (a report may be due).',
    remediate: 'Close the way out, and change what has become known.',
  },
  Impact: {
    investigate: 'List what was changed, transferred or destroyed.',
    remediate: 'Restore from a copy made before the first alert, and reverse what can be reversed.',
  },
};
