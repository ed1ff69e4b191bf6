import { PASSWORD, USERS } from './mock-users.ts';
import { serveMockPortal } from './serve.ts';

const { url } = await serveMockPortal(Number(process.argv[2] ?? 3100));
process.stdout.write(`${url}\n${Object.keys(USERS).join('\n')}\npassword ${PASSWORD}\n`);
