import { container } from './container.ts';
import { migrateHandler } from './handler.ts';
export const handler = migrateHandler(container(process.env));
