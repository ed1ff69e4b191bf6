import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { iamRecordOf } from '../../localstack/platform/aws.ts';

const ASSUMED_ROLE = /^arn:aws:sts::(?<account>\d{12}):assumed-role\/(?<role>[^/]+)\/(?<session>.+)$/;

const Line = z.object({
  caller: z.string().regex(ASSUMED_ROLE),
  action: z.string(),
  resource: z.string(),
  decision: z.string(),
});

/** The first call of an action that a role's session made with this decision, as the evaluator named it. */
export type RecordedCall = Omit<z.infer<typeof Line>, 'caller'> & {
  readonly roleArn: string;
  /** A Lambda's session is named after its function. */
  readonly session: string;
};

/** What roles have asked of the platform in `home` so far, and whether it was granted: see ministack_enforced.py. */
export const recordedCalls = (home: string): readonly RecordedCall[] =>
  readFileSync(iamRecordOf(home), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const { caller, ...call } = Line.parse(JSON.parse(line));
      const { account = '', role = '', session = '' } = ASSUMED_ROLE.exec(caller)?.groups ?? {};
      return { ...call, roleArn: `arn:aws:iam::${account}:role/${role}`, session };
    });
