import { container } from './container.ts';
import { indexHandler } from './handler.ts';
export const handler = indexHandler(container(process.env));
