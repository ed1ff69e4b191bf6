import { container } from './container.ts';
import { pullApiHandler } from './handler.ts';
export const handler = pullApiHandler(await container(process.env));
