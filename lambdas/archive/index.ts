import { container } from './container.ts';
import { archiveHandler } from './handler.ts';
export const handler = archiveHandler(container(process.env));
