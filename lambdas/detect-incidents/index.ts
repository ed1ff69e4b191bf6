import { container } from './container.ts';
import { detectIncidentsHandler } from './handler.ts';
export const handler = detectIncidentsHandler(container(process.env));
