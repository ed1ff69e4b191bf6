import { container } from './container.ts';
import { watchHandler } from './handler.ts';
export const handler = watchHandler(await container(process.env));
