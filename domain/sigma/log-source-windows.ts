import { lowerFirst } from '../normalize/lines/windows/win-event.ts';
import { envelopedTarget, type Target, type View } from './target.ts';

const SYSMON = ['Microsoft-Windows-Sysmon/Operational'];
const POWERSHELL = ['Microsoft-Windows-PowerShell/Operational', 'PowerShellCore/Operational'];
const CLASSIC = ['Windows PowerShell'];

/** Event ids and channel of the generic categories (taxonomy appendix of the specification). */
const CATEGORIES: Readonly<Record<string, readonly [ids: readonly number[], channels: readonly string[]]>> = {
  process_creation: [[1], SYSMON],
  file_change: [[2], SYSMON],
  network_connection: [[3], SYSMON],
  sysmon_status: [[4, 16], SYSMON],
  process_termination: [[5], SYSMON],
  driver_load: [[6], SYSMON],
  image_load: [[7], SYSMON],
  create_remote_thread: [[8], SYSMON],
  raw_access_thread: [[9], SYSMON],
  process_access: [[10], SYSMON],
  file_event: [[11], SYSMON],
  registry_event: [[12, 13, 14], SYSMON],
  registry_add: [[12], SYSMON],
  registry_delete: [[12], SYSMON],
  registry_set: [[13], SYSMON],
  registry_rename: [[14], SYSMON],
  create_stream_hash: [[15], SYSMON],
  pipe_created: [[17, 18], SYSMON],
  wmi_event: [[19, 20, 21], SYSMON],
  dns_query: [[22], SYSMON],
  file_delete: [[23, 26], SYSMON],
  clipboard_capture: [[24], SYSMON],
  process_tampering: [[25], SYSMON],
  file_delete_detected: [[26], SYSMON],
  file_block_executable: [[27], SYSMON],
  file_block_shredding: [[28], SYSMON],
  file_executable_detected: [[29], SYSMON],
  sysmon_error: [[255], SYSMON],
  ps_module: [[4103], POWERSHELL],
  ps_script: [[4104], POWERSHELL],
  ps_classic_start: [[400], CLASSIC],
  ps_classic_provider_start: [[600], CLASSIC],
  ps_classic_script: [[800], CLASSIC],
};

const defender = 'Microsoft-Windows-Windows Defender/Operational';
const SERVICES: Readonly<Record<string, readonly string[]>> = {
  application: ['Application'],
  applocker: ['MSI and Script', 'EXE and DLL', 'Packaged app-Deployment', 'Packaged app-Execution'].map(
    (name) => `Microsoft-Windows-AppLocker/${name}`,
  ),
  'application-experience': ['Program-Telemetry', 'Program-Compatibility-Assistant'].map(
    (name) => `Microsoft-Windows-Application-Experience/${name}`,
  ),
  'appmodel-runtime': ['Microsoft-Windows-AppModel-Runtime/Admin'],
  'appxdeployment-server': ['Microsoft-Windows-AppXDeploymentServer/Operational'],
  'appxpackaging-om': ['Microsoft-Windows-AppxPackaging/Operational'],
  bitlocker: ['Microsoft-Windows-BitLocker/BitLocker Management'],
  'bits-client': ['Microsoft-Windows-Bits-Client/Operational'],
  capi2: ['Microsoft-Windows-CAPI2/Operational'],
  'certificateservicesclient-lifecycle-system': [
    'Microsoft-Windows-CertificateServicesClient-Lifecycle-System/Operational',
  ],
  'codeintegrity-operational': ['Microsoft-Windows-CodeIntegrity/Operational'],
  dhcp: ['Microsoft-Windows-DHCP-Server/Operational'],
  'diagnosis-scripted': ['Microsoft-Windows-Diagnosis-Scripted/Operational'],
  'dns-client': ['Microsoft-Windows-DNS Client Events/Operational'],
  'dns-server': ['DNS Server'],
  'dns-server-analytic': ['Microsoft-Windows-DNS-Server/Analytical'],
  'dns-server-audit': ['Microsoft-Windows-DNS-Server/Audit'],
  'driver-framework': ['Microsoft-Windows-DriverFrameworks-UserMode/Operational'],
  'firewall-as': ['Microsoft-Windows-Windows Firewall With Advanced Security/Firewall'],
  'hyper-v-worker': ['Microsoft-Windows-Hyper-V-Worker'],
  'iis-configuration': ['Microsoft-IIS-Configuration/Operational'],
  'kernel-event-tracing': ['Microsoft-Windows-Kernel-EventTracing'],
  ldap: ['Microsoft-Windows-LDAP-Client/Debug'],
  'lsa-server': ['Microsoft-Windows-LSA/Operational'],
  'msexchange-management': ['MSExchange Management'],
  ntfs: ['Microsoft-Windows-Ntfs/Operational'],
  ntlm: ['Microsoft-Windows-NTLM/Operational'],
  openssh: ['OpenSSH/Operational'],
  powershell: POWERSHELL,
  'powershell-classic': CLASSIC,
  'printservice-admin': ['Microsoft-Windows-PrintService/Admin'],
  'printservice-operational': ['Microsoft-Windows-PrintService/Operational'],
  security: ['Security'],
  'security-mitigations': ['Kernel Mode', 'User Mode'].map((name) => `Microsoft-Windows-Security-Mitigations/${name}`),
  sense: ['Microsoft-Windows-SENSE/Operational'],
  'servicebus-client': ['Microsoft-ServiceBus-Client/Operational', 'Microsoft-ServiceBus-Client/Admin'],
  'shell-core': ['Microsoft-Windows-Shell-Core/Operational'],
  'smbclient-security': ['Microsoft-Windows-SmbClient/Security'],
  sysmon: SYSMON,
  system: ['System'],
  taskscheduler: ['Microsoft-Windows-TaskScheduler/Operational'],
  'terminalservices-localsessionmanager': ['Microsoft-Windows-TerminalServices-LocalSessionManager/Operational'],
  vhdmp: ['Microsoft-Windows-VHDMP/Operational'],
  windefend: [defender],
  wmi: ['Microsoft-Windows-WMI-Activity/Operational'],
};

/** Fields of the System part of an event, by their Sigma names in lower case. */
const SYSTEM: Readonly<Record<string, string>> = {
  eventid: 'eventID',
  channel: 'channel',
  eventlog: 'channel',
  provider_name: 'providerName',
  source: 'providerName',
  provider_guid: 'providerGuid',
  computer: 'computer',
  computername: 'computer',
  level: 'level',
  keywords: 'keywords',
  task: 'task',
  opcode: 'opcode',
  version: 'version',
  eventrecordid: 'eventRecordID',
  execution_processid: 'processID',
  execution_threadid: 'threadID',
  message: 'message',
};
const HASHES = new Set(['md5', 'sha1', 'sha256', 'imphash']);

const eventdata = (name: string): Target => ({
  ...envelopedTarget('win', 'eventdata', lowerFirst(name)),
  emptyIsMissing: true,
  unique: true,
});

const windowsTarget = (field: string): Target => {
  const lower = field.toLowerCase();
  const system = SYSTEM[lower];
  if (system !== undefined) {
    return { ...envelopedTarget('win', 'system', system), emptyIsMissing: true, unique: true };
  }
  if (!HASHES.has(lower)) return eventdata(field.replaceAll(' ', ''));
  const bounds = { start: `(?:^|,)${lower}=`, end: '(?:,|\\z)', any: '[^,]*' };
  return { ...eventdata('Hashes'), bounds };
};

/** Process creation in the Security log: other names, and fewer fields, than Sysmon's. */
const SECURITY_PROCESS: Readonly<Record<string, string>> = {
  image: 'NewProcessName',
  parentimage: 'ParentProcessName',
  commandline: 'CommandLine',
  processid: 'NewProcessId',
  parentprocessid: 'ProcessId',
  logonid: 'SubjectLogonId',
};
const securityProcessTarget = (field: string): Target | undefined => {
  const lower = field.toLowerCase();
  if (SYSTEM[lower] !== undefined) return windowsTarget(field);
  const name = SECURITY_PROCESS[lower];
  return name === undefined ? undefined : eventdata(name);
};

const anyOf = (values: readonly (string | number)[]): string => values.map((value) => `^${value}$`).join('|');

const view = (
  name: string,
  ids: readonly number[],
  channels: readonly string[],
  target: View['target'] = windowsTarget,
): View => ({
  name,
  bases: ['100300'],
  decoder: 'banking-soc-windows',
  conditions: [
    ...(ids.length === 0 ? [] : [{ name: 'win.system.eventID', pattern: anyOf(ids) }]),
    ...(channels.length === 0 ? [] : [{ name: 'win.system.channel', pattern: `(?i)${anyOf(channels)}` }]),
  ],
  target,
});

/** How Windows events of a category or service come; undefined: neither is known. */
export const windowsViews = (
  category: string | undefined,
  service: string | undefined,
): readonly View[] | undefined => {
  if (category !== undefined) {
    const [ids, channels] = CATEGORIES[category] ?? [];
    if (ids === undefined || channels === undefined) return undefined;
    const first = view(category, ids, channels);
    if (category !== 'process_creation') return [first];
    return [first, view('process creation of the Security log', [4688], ['Security'], securityProcessTarget)];
  }
  if (service === undefined) return [view('windows', [], [])];
  const channels = SERVICES[service];
  return channels === undefined ? undefined : [view(service, [], channels)];
};
