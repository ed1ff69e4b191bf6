import { container } from './container.ts';
import { normalizeHandler } from './handler.ts';
export const handler = normalizeHandler(await container(process.env));
