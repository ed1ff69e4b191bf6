import { container } from './container.ts';
import { huntHandler } from './handler.ts';
export const handler = huntHandler(await container(process.env));
