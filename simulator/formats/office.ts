import type { Random } from '../random.ts';
import { guid } from '../world/services.ts';

export type OfficeOperation = {
  readonly tenant: string;
  readonly workload: 'Exchange' | 'SharePoint' | 'OneDrive';
  readonly operation: string;
  readonly mail: string;
  readonly address: string;
  readonly object: string;
  readonly parameters?: readonly (readonly [name: string, value: string])[];
};

/** A record of Microsoft 365's unified audit log. */
export const officeLine = (at: number, operation: OfficeOperation, random: Random): string =>
  JSON.stringify({
    CreationTime: new Date(at).toISOString().slice(0, 19),
    Id: guid(random),
    Operation: operation.operation,
    OrganizationId: operation.tenant,
    RecordType: operation.workload === 'Exchange' ? 1 : 6,
    ResultStatus: 'True',
    UserKey: operation.mail,
    UserType: 0,
    Version: 1,
    Workload: operation.workload,
    ClientIP: operation.address,
    ObjectId: operation.object,
    UserId: operation.mail,
    Parameters: operation.parameters?.map(([Name, Value]) => ({ Name, Value })),
    CorrelationId: guid(random),
  });
