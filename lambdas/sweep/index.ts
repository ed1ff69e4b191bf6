import { container } from './container.ts';
import { sweepHandler } from './handler.ts';
export const handler = sweepHandler(container(process.env));
