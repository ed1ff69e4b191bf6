import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const attempt = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

const socketInode = (port: number, table: string): string | undefined => {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const listening = table.includes('tcp') ? '0A' : '07';
  const lines = (attempt(() => readFileSync(table, 'utf8')) ?? '').split('\n').slice(1);
  const fields = lines.map((line) => line.trim().split(/\s+/));
  return fields.find(([, address, , state]) => address?.endsWith(local) && state === listening)?.[9];
};

const holds = (pid: string, inode: string): boolean => {
  const descriptors = attempt(() => readdirSync(`/proc/${pid}/fd`)) ?? [];
  return descriptors.some((fd) => attempt(() => readlinkSync(`/proc/${pid}/fd/${fd}`)) === `socket:[${inode}]`);
};

const linuxOwner = (port: number, protocol: 'tcp' | 'udp'): string | undefined => {
  const tables = [`/proc/net/${protocol}`, `/proc/net/${protocol}6`];
  const inode = tables.map((table) => socketInode(port, table)).find((found) => found !== undefined);
  if (inode === undefined) return undefined;
  const pid = readdirSync('/proc').find((name) => /^\d+$/.test(name) && holds(name, inode));
  if (pid === undefined) return undefined;
  const name = attempt(() => readFileSync(`/proc/${pid}/comm`, 'utf8').trim()) ?? 'a process';
  return `${name}, process ${pid}`;
};

const lsofOwner = (port: number, protocol: 'tcp' | 'udp'): string | undefined => {
  const out = attempt(() => execFileSync('lsof', ['-nP', `-i${protocol}:${port}`, '-Fpc'], { encoding: 'utf8' }));
  const pid = out?.match(/^p(\d+)$/m)?.[1];
  return pid === undefined ? undefined : `${out?.match(/^c(.+)$/m)?.[1] ?? 'a process'}, process ${pid}`;
};

/** Name and id of the process that listens on a port, as far as this user may see it. */
export const portOwner = (port: number, protocol: 'tcp' | 'udp'): string | undefined =>
  process.platform === 'linux' ? linuxOwner(port, protocol) : lsofOwner(port, protocol);
