import { CfnOutput, Duration, Fn } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  Function as HttpFunction,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { ApiStack } from '../api/api-stack.ts';
import { StageStack, type StageStackProps } from '../stage-stack.ts';
import { INDEX_PAGES } from './index-pages.ts';
import { siteBuckets } from './site-buckets.ts';
import { siteBundle } from './site-bundle.ts';
import { siteHeaders } from './site-headers.ts';
import { acknowledgeUpload } from './site-upload.ts';

/** One origin for people: the pages of the portal, and the API below `/api/`. */
export class PortalStack extends StageStack {
  constructor(scope: Construct, api: ApiStack, props: StageStackProps) {
    super(scope, 'portal', 'Watchkeep: client portal', props);
    const { site, logs } = siteBuckets(this);
    const cognito = `https://cognito-idp.${this.region}.amazonaws.com`;
    const responseHeadersPolicy = siteHeaders(this, [cognito]);
    const pages = new HttpFunction(this, 'IndexPages', {
      code: FunctionCode.fromInline(INDEX_PAGES),
      runtime: FunctionRuntime.JS_2_0,
    });
    const gateway = new HttpOrigin(`${api.api.restApiId}.execute-api.${this.region}.${this.urlSuffix}`, {
      originPath: `/${api.api.deploymentStage.stageName}`,
    });
    const distribution = new Distribution(this, 'Distribution', {
      comment: this.nameOf('portal'),
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      logBucket: logs,
      logFilePrefix: 'distribution/',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(site),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy,
        functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: pages }],
      },
      additionalBehaviors: {
        '/api/*': {
          origin: gateway,
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        },
      },
    });
    const configuration = {
      region: this.region,
      userPoolClientId: api.users.client.userPoolClientId,
      cognitoEndpoint: cognito,
    };
    new BucketDeployment(this, 'Site', {
      destinationBucket: site,
      sources: [siteBundle(this), Source.jsonData('config.json', configuration)],
      distribution,
      cacheControl: [CacheControl.maxAge(Duration.minutes(1)), CacheControl.mustRevalidate()],
      memoryLimit: 512,
    });
    acknowledgeUpload(this, site);
    new CfnOutput(this, 'PortalUrl', { value: Fn.join('', ['https://', distribution.distributionDomainName, '/']) });
    acknowledge(distribution, {
      'AwsSolutions-CFR1': 'Banks choose where their people work; the API asks for a token everywhere.',
      'AwsSolutions-CFR2': 'The pages are public files; the API behind has its own firewall.',
      'AwsSolutions-CFR4':
        'The name of CloudFront comes with its own certificate; a domain of your own brings its policy.',
    });
  }
}
