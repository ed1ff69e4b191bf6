import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

type Rule = CfnWebACL.RuleProperty;
type Statement = CfnWebACL.StatementProperty;

const RATE_WINDOW_SECONDS = 300;
const REQUESTS_A_WINDOW = 2_000;
const LOG_REQUESTS_A_WINDOW = 100_000;

/**
 * The web application firewall of the API. Log lines quote the attacks that they report, and batches of them are long:
 * the rules that look for attacks would refuse exactly the evidence, so `POST /api/logs` is spared those, and only those.
 * So is the search of events, whose query string quotes the attack that an analyst looks for; Cognito guards it, and its
 * words are values, never a query language. Bad addresses and floods are refused everywhere.
 */
export class WebAcl extends Construct {
  constructor(scope: Construct, api: RestApi) {
    super(scope, 'Firewall');
    const stageName = api.deploymentStage.stageName;
    const at = (path: string) => anyOf([path, `/${stageName}${path}`].map(pathIs));
    const logs = at('/api/logs');
    const search = allOf([methodIs('GET'), at('/api/v1/events')]);
    const notLogs = not(logs);
    const quotesNoAttack = not(anyOf([logs, search]));
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility('api'),
      rules: [
        managed(0, 'AWSManagedRulesAmazonIpReputationList'),
        managed(1, 'AWSManagedRulesKnownBadInputsRuleSet', quotesNoAttack),
        managed(2, 'AWSManagedRulesCommonRuleSet', quotesNoAttack),
        managed(3, 'AWSManagedRulesSQLiRuleSet', quotesNoAttack),
        rate(4, 'requests-by-address', REQUESTS_A_WINDOW, notLogs),
        rate(5, 'logs-by-address', LOG_REQUESTS_A_WINDOW, logs),
      ],
    });
    new CfnWebACLAssociation(this, 'Association', {
      resourceArn: api.deploymentStage.stageArn,
      webAclArn: acl.attrArn,
    });
  }
}

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName };
}

function is(fieldToMatch: CfnWebACL.FieldToMatchProperty, searchString: string): Statement {
  return {
    byteMatchStatement: {
      fieldToMatch,
      positionalConstraint: 'EXACTLY',
      searchString,
      textTransformations: [{ priority: 0, type: 'NONE' }],
    },
  };
}

function pathIs(path: string): Statement {
  return is({ uriPath: {} }, path);
}

function methodIs(method: string): Statement {
  return is({ method: {} }, method);
}

function not(statement: Statement): Statement {
  return { notStatement: { statement } };
}

function allOf(statements: Statement[]): Statement {
  return { andStatement: { statements } };
}

function anyOf(statements: Statement[]): Statement {
  return { orStatement: { statements } };
}

function managed(priority: number, name: string, scopeDownStatement?: Statement): Rule {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    visibilityConfig: visibility(name),
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ...(scopeDownStatement === undefined ? {} : { scopeDownStatement }),
      },
    },
  };
}

function rate(priority: number, name: string, limit: number, scopeDownStatement: Statement): Rule {
  return {
    name,
    priority,
    action: { block: { customResponse: { responseCode: 429 } } },
    visibilityConfig: visibility(name),
    statement: {
      rateBasedStatement: {
        aggregateKeyType: 'IP',
        limit,
        evaluationWindowSec: RATE_WINDOW_SECONDS,
        scopeDownStatement,
      },
    },
  };
}
