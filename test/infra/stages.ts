import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { z } from 'zod';
import { buildStacks } from '../../lib/application.ts';
import type { StageConfig } from '../../lib/config.ts';

const Properties = z.record(z.string(), z.unknown());
const Resource = z.looseObject({ Type: z.string(), Properties: Properties.default({}) });
export type Resource = z.infer<typeof Resource>;
const Template = z.looseObject({
  Resources: z.record(z.string(), Resource),
  Outputs: z.record(z.string(), z.unknown()).default({}),
});
export type Template = z.infer<typeof Template>;

export const STACK_NAMES = [
  'network',
  'storage',
  'pipeline',
  'response',
  'report',
  'api',
  'edge',
  'pull',
  'portal',
] as const;
export type StackName = (typeof STACK_NAMES)[number];

export type Synthesized = { readonly app: App; readonly templates: Readonly<Record<StackName, Template>> };

/** A resource with where it stands, for messages: `pipeline/ArchiveDead123`. */
export type Placed = { readonly where: string; readonly resource: Resource };

export const ROOT = join(import.meta.dirname, '..', '..');
const CdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/** Templates of a stage without bundling the Lambdas: what is inside them is not what these tests are about. */
export function synthesize(config: StageConfig): Synthesized {
  const { context } = CdkJson.parse(JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')));
  const outdir = mkdtempSync(join(tmpdir(), 'watchkeep-infra-'));
  const app = new App({
    outdir,
    context: { ...context, 'aws:cdk:bundling-stacks': [] },
  });
  buildStacks(app, config, ROOT);
  const assembly = app.synth({ skipValidation: true });
  const stacks = new Map(assembly.stacks.map(({ stackName, template }) => [stackName, template]));
  /** Empty for a stack that the stage does without. */
  const template = (name: StackName) =>
    Template.parse(stacks.get(`watchkeep-${config.stage}-${name}`) ?? { Resources: {} });
  const templates = {
    network: template('network'),
    storage: template('storage'),
    pipeline: template('pipeline'),
    response: template('response'),
    report: template('report'),
    api: template('api'),
    edge: template('edge'),
    pull: template('pull'),
    portal: template('portal'),
  };
  rmSync(outdir, { recursive: true });
  return { app, templates };
}

/** All resources of a type in all stacks. */
export function resourcesOf({ templates }: Synthesized, type: string): Placed[] {
  return STACK_NAMES.flatMap((name) =>
    Object.entries(templates[name].Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => ({ where: `${name}/${id}`, resource })),
  );
}

/** Those whose properties do not match the schema, each with what is wrong. */
export function mismatches(placed: readonly Placed[], schema: z.ZodType): string[] {
  return placed.flatMap(({ where, resource }) => {
    const parsed = schema.safeParse(resource.Properties);
    return parsed.success
      ? []
      : [`${where}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`];
  });
}
