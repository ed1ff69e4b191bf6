import { container } from './container.ts';
import { pullS3Handler } from './handler.ts';
export const handler = pullS3Handler(await container(process.env));
