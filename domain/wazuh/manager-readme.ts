/** What stands beside the exported ruleset. */
export const MANAGER_README = `# Watchkeep's detections for a Wazuh 4 manager

1. Copy \`etc/\` into the manager's folder (\`/var/ossec\`); owner \`wazuh:wazuh\`, mode 660.
2. \`etc/decoders\` and \`etc/rules\` are read by default. Put the \`<list>\` lines of \`ossec.conf.fragment.xml\`, if it has any, into the \`<ruleset>\` section of \`etc/ossec.conf\`.
3. Try it: \`/var/ossec/bin/wazuh-logtest\`. Then restart the manager: \`/var/ossec/bin/wazuh-control restart\`.

What to know:

- The category rules 1 to 7 are the manager's own. Rule ids are 100000 to 119999; remove rules of your own with the same ids.
- The names make these files load right after the manager's categories (\`0010-…\`) and before its other rules. So these decoders and base rules come first: JSON lines, and Windows events, are decoded and judged here, and rules of the manager for them are no longer reached. To let the manager's come first instead, rename the files so that they sort last.
- Windows events of agents are decoded by the manager itself; the base rule 100300 stands below its category \`ossec\`. CloudTrail comes by the manager's aws module.
- Stateful rules count by the time of arrival there, in the order of arrival.
`;
