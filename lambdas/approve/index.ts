import { container } from './container.ts';
import { approveHandler } from './handler.ts';
export const handler = approveHandler(container(process.env));
