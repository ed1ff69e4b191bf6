import { container } from './container.ts';
import { respondHandler } from './handler.ts';
export const handler = respondHandler(container(process.env));
