import { container } from './container.ts';
import { scoreHandler } from './handler.ts';
export const handler = scoreHandler(container(process.env));
