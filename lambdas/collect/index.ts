import { container } from './container.ts';
import { collectHandler } from './handler.ts';
export const handler = collectHandler(container(process.env));
