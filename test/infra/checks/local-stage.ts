import { describe, expect, it } from 'vitest';
import { LEFT_OUT_STACKS, LEFT_OUT_TYPES } from '../../../lib/local/left-out-types.ts';
import { type Resource, STACK_NAMES, type StackName, type Synthesized } from '../stages.ts';

/** Variables of the Lambdas whose values the local platform replaces. */
const REPLACED_VARIABLES = ['DATABASE_HOST', 'DATABASE_PORT', 'OPENSEARCH_ENDPOINT', 'NODE_EXTRA_CA_CERTS'];

const DEPLOYED = STACK_NAMES.filter((name) => !LEFT_OUT_STACKS.has(name));

type Entry = readonly [id: string, resource: Resource];

function entries({ templates }: Synthesized, name: StackName): readonly Entry[] {
  return Object.entries(templates[name].Resources);
}

const isNatRoute = ({ Type, Properties }: Resource) =>
  Type === 'AWS::EC2::Route' && Properties.NatGatewayId !== undefined;
const isMathAlarm = ({ Type, Properties }: Resource) =>
  Type === 'AWS::CloudWatch::Alarm' && Properties.Metrics !== undefined;
const mayBeLeftOut = (resource: Resource) =>
  LEFT_OUT_TYPES.has(resource.Type) || isNatRoute(resource) || isMathAlarm(resource);

/** The resource without what the local stage may change in it: as text, to compare. */
function comparable(resource: Resource, leftOut: ReadonlySet<string>): string {
  const dependencies = [resource.DependsOn ?? []].flat().filter((id) => !leftOut.has(String(id)));
  const { DependsOn: _, ...rest } = resource;
  const isAdminSecret = resource.Type === 'AWS::SecretsManager::Secret';
  return JSON.stringify({ ...rest, dependencies }, (key, value) =>
    REPLACED_VARIABLES.includes(key) || (isAdminSecret && ['SecretString', 'GenerateSecretString'].includes(key))
      ? undefined
      : value,
  );
}

/**
 * `aws` has the small configuration of the local stage, but not its platform: what differs is what the platform changes.
 * Allowed: the declared types, routes to the NAT, alarms over more than one metric; addresses of Postgres and OpenSearch;
 * the password of the database's owner.
 */
export function checkLocalStage(local: Synthesized, aws: Synthesized): void {
  describe('local stage', () => {
    it.each(DEPLOYED)('leaves out of %s only what the platform does not know', (name) => {
      const kept = new Set(entries(local, name).map(([id]) => id));
      const left = entries(aws, name).filter(([id]) => !kept.has(id));
      expect(left.filter(([, resource]) => !mayBeLeftOut(resource))).toEqual([]);
      expect(entries(local, name).filter(([, resource]) => mayBeLeftOut(resource))).toEqual([]);
    });

    it.each(DEPLOYED)('changes nothing else in %s', (name) => {
      const kept = new Map(entries(local, name));
      const left = new Set(entries(aws, name).flatMap(([id]) => (kept.has(id) ? [] : [id])));
      const all = new Map(entries(aws, name));
      for (const [id, resource] of kept) {
        const original = all.get(id);
        expect(original, `${name}/${id} exists locally only`).toBeDefined();
        if (original !== undefined)
          expect(comparable(resource, left), `${name}/${id}`).toBe(comparable(original, left));
      }
    });

    it('does without the declared stacks', () => {
      expect(STACK_NAMES.filter((name) => entries(local, name).length === 0)).toEqual([...LEFT_OUT_STACKS]);
    });

    it('declares only types that the AWS template has', () => {
      const types = new Set(STACK_NAMES.flatMap((name) => entries(aws, name).map(([, { Type }]) => Type)));
      expect([...LEFT_OUT_TYPES].filter((type) => !types.has(type))).toEqual([]);
    });
  });
}
