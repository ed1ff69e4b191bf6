/**
 * Decoders that the manager itself provides for what its agents report: no file defines them. Rules may refer to them;
 * apart from `windows_eventchannel` no line is decoded as one of them here.
 */
const NAMES = new Set([
  ...['windows_eventchannel', 'rootcheck', 'hostinfo_new', 'hostinfo_modified', 'syscollector', 'ciscat', 'sca'],
  ...['vulnerability-detector', 'wazuh', 'syscheck_integrity_changed', 'syscheck_new_entry', 'syscheck_deleted'],
]);

/** Is it a decoder that exists without a file? */
export const isInternalDecoder = (name: string): boolean => NAMES.has(name) || /^syscheck_\w+$/.test(name);
