import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recognise } from '../../domain/collect/formats/recognise.ts';

const directory = join(import.meta.dirname, '..', 'fixtures', 'lines');

/** The lines of every file of test/fixtures/lines, by file name. */
export const fixtureLines = (): ReadonlyMap<string, readonly string[]> =>
  new Map(
    readdirSync(directory)
      .filter((name) => name.endsWith('json'))
      .map((name) => [name, [...recognise(readFileSync(join(directory, name))).lines].map(({ raw }) => raw)]),
  );

/** One line of each simulated log type, as docs/log-types.md shows them. */
export const LOG_TYPE_LINES = {
  core_banking:
    '{"timestamp":"2026-02-18T10:30:45.120Z","log_type":"core_banking","event_type":"transfer","host":"cbs-app-01","channel":"web","user_id":"john.smith","account_id":"CHK0012345","session_id":"9f8e","device_id":"d-1","source_ip":"198.51.100.7","source_country":"DE","transaction_id":"T1","transaction_amount":50000.5,"currency":"EUR","beneficiary_account":"DE02","beneficiary_age_days":2,"result":"success"}',
  api_gateway:
    '{"timestamp":"2026-02-18T10:30:45.120Z","log_type":"api_gateway","host":"apigw-01","request_id":"r1","client_id":"mobile-app","user_id":"john.smith","source_ip":"198.51.100.7","method":"GET","path":"/v1/accounts?page=2","status":401,"latency_ms":41,"bytes_in":420,"bytes_out":1800,"user_agent":"Mozilla/5.0"}',
  database:
    '{"timestamp":"2026-02-18T10:30:45.120Z","log_type":"database","host":"db-core-01","db_engine":"postgresql","db_name":"core","db_user":"svc_web","client_ip":"10.20.1.5","client_identifier":"198.51.100.7","operation":"SELECT","object":"public.customers","rows":50000,"duration_ms":8,"statement":"SELECT 1","result":"success"}',
  windows:
    '{"EventTime":"2026-02-18 10:30:45","Hostname":"WS-0142.bank.example","EventID":4625,"Channel":"Security","SourceName":"Microsoft-Windows-Security-Auditing","Keywords":-9218868437227405312,"TargetUserName":"j.smith","TargetDomainName":"BANK","IpAddress":"10.30.4.12","IpPort":"51544","LogonType":"3","Status":"0xc000006d","SubjectUserName":"-","Message":"An account failed to log on."}',
  active_directory:
    '{"EventTime":"2026-02-18 10:30:45","Hostname":"DC-01.bank.example","EventID":4769,"Channel":"Security","SourceName":"Microsoft-Windows-Security-Auditing","Keywords":-9214364837600034816,"TargetUserName":"j.smith@BANK.EXAMPLE","ServiceName":"cifs","IpAddress":"::ffff:10.30.4.12","Status":"0x0"}',
  firewall:
    '<134>Feb 18 10:30:45 fw-edge-01 firewall[812]: action=deny proto=tcp src=198.51.100.7 spt=51877 dst=10.40.1.2 dpt=23 bytes_out=5120 bytes_in=88211 duration=12 rule=ingress zone_in=outside zone_out=dmz',
  cloud:
    '{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDA","arn":"arn:aws:iam::111122223333:user/deploy","accountId":"111122223333","accessKeyId":"AKIAEXAMPLE","userName":"deploy"},"eventTime":"2026-02-18T10:30:45Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"eu-central-1","sourceIPAddress":"198.51.100.7","userAgent":"aws-cli","errorCode":"AccessDenied","recipientAccountId":"111122223333"}',
  web_waf:
    '<134>1 2026-02-18T10:30:45.120Z web-01 nginx 812 access - 198.51.100.7 - - [18/Feb/2026:10:30:45 +0000] "GET /login?next=%2F HTTP/1.1" 200 5120 "-" "Mozilla/5.0 \\"x\\"" rt=0.041',
} as const;

/** AWS WAF's shape of web_waf. */
export const AWS_WAF_LINE =
  '{"timestamp":1771410645120,"formatVersion":1,"webaclId":"acl","terminatingRuleId":"SQLi","terminatingRuleType":"MANAGED_RULE_GROUP","action":"BLOCK","httpSourceName":"ALB","httpSourceId":"app/1","httpRequest":{"clientIp":"198.51.100.7","country":"NL","headers":[{"name":"Host","value":"www.bank.example"}],"uri":"/search","args":"q=1","httpVersion":"HTTP/1.1","httpMethod":"GET","requestId":"r1"}}';
