import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/**
 * Roles of the Lambdas that talk to OpenSearch. They are made beside the domain because its access policy and its
 * master user name them; the stacks of the Lambdas add what else each may do.
 */
export class SearchRoles extends Construct {
  /** migrate: master user; writes templates and maps the other roles. */
  readonly administrator: Role;
  readonly writers: { readonly index: Role; readonly detectIncidents: Role; readonly sweep: Role };
  readonly readers: { readonly serve: Role; readonly score: Role; readonly watch: Role };

  constructor(scope: Construct) {
    super(scope, 'SearchRoles');
    const role = (id: string, description: string) =>
      new Role(this, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com'), description });
    this.administrator = role('Administrator', 'Watchkeep migrate: index templates and role mappings');
    this.writers = {
      index: role('Index', 'Watchkeep index: writes copies to search'),
      detectIncidents: role('DetectIncidents', 'Watchkeep detect-incidents: writes copies of incidents'),
      sweep: role('Sweep', 'Watchkeep sweep: writes copies of incidents'),
    };
    this.readers = {
      serve: role('Serve', 'Watchkeep serve: searches'),
      score: role('Score', 'Watchkeep score: asks for the past of entities'),
      watch: role('Watch', 'Watchkeep watch: asks what sources delivered'),
    };
  }

  get all(): readonly Role[] {
    return [this.administrator, ...Object.values(this.writers), ...Object.values(this.readers)];
  }
}
