import { container } from './container.ts';
import { planHandler } from './handler.ts';
export const handler = planHandler(container(process.env));
