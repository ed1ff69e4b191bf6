import { container } from './container.ts';
import { enrichHandler } from './handler.ts';
export const handler = enrichHandler(await container(process.env));
