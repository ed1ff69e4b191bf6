import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { buildStacks } from '../lib/application.ts';
import { stageConfig } from '../lib/config.ts';

const app = new App();
const config = stageConfig((key) => app.node.tryGetContext(key), process.env);
buildStacks(app, config, join(import.meta.dirname, '..'));
// The local stage leaves out what some rules look for.
if (config.local === undefined) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
