import { container } from './container.ts';
import { detectHandler } from './handler.ts';
export const handler = detectHandler(await container(process.env));
