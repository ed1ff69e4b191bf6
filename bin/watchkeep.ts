import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readCollectorFiles } from '../adapters/collector-files.ts';
import { buildStacks } from '../lib/application.ts';
import { stageConfig } from '../lib/config.ts';

const app = new App();
const config = stageConfig((key) => app.node.tryGetContext(key), process.env);
const root = join(import.meta.dirname, '..');
buildStacks(app, { ...config, collectors: await readCollectorFiles(root) }, root);
// The local stage leaves out what some rules look for.
if (config.local === undefined) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
