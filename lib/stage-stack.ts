import { RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { StageConfig } from './config.ts';

export type StageStackProps = {
  readonly config: StageConfig;
  /** Folder of the repository: Lambda entries, the edge's configuration and the runbook are read from here. */
  readonly sourceRoot: string;
};

/** A stack named `watchkeep-<stage>-<name>` that knows its stage and needs no account or region to synthesize. */
export class StageStack extends Stack {
  readonly config: StageConfig;
  readonly sourceRoot: string;
  readonly removalPolicy: RemovalPolicy;

  constructor(scope: Construct, name: string, description: string, props: StageStackProps) {
    super(scope, name, {
      stackName: `watchkeep-${props.config.stage}-${name}`,
      description,
      env: { region: props.config.region },
    });
    this.config = props.config;
    this.sourceRoot = props.sourceRoot;
    this.removalPolicy = props.config.onRemoval === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    Tags.of(this).add('application', 'watchkeep');
    Tags.of(this).add('stage', props.config.stage);
  }

  /** Physical name of a part, where other programs know it by name. */
  nameOf(part: string): string {
    return `watchkeep-${this.config.stage}-${part}`;
  }
}
