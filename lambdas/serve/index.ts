import { container } from './container.ts';
import { serveHandler } from './handler.ts';
export const handler = serveHandler(container(process.env));
