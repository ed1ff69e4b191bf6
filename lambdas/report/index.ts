import { container } from './container.ts';
import { reportHandler } from './handler.ts';
export const handler = reportHandler(container(process.env));
