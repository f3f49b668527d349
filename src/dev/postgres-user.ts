import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** "nobody" on every Linux. PostgreSQL refuses to run as root, which is who one is in most containers. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/** Where root keeps what "nobody" must reach when the checkout lies in a directory closed to others, such as /root. */
const OPEN_DIRECTORY = '/var/lib/kept';

/** Spawn options under which PostgreSQL's programs run. */
export function postgresUser(): { uid?: number; gid?: number } {
  return process.getuid?.() === 0 ? NOBODY : {};
}

function isWithinReach(path: string): boolean {
  const user = postgresUser();
  return user.uid === undefined || spawnSync('test', ['-x', path], user).status === 0;
}

/**
 * The real path of a directory that PostgreSQL's user owns and can reach. Where the wanted place is out of its reach, a
 * link stands there and the data lies in a directory that is open to it.
 */
export function directoryForPostgres(wanted: string): string {
  if (!existsSync(wanted)) {
    mkdirSync(dirname(wanted), { recursive: true });
    // A link whose target was removed by hand still occupies the name.
    rmSync(wanted, { force: true });
    if (isWithinReach(dirname(wanted))) mkdirSync(wanted);
    else symlinkSync(openDirectory(), wanted);
  }
  const directory = realpathSync(wanted);
  const { uid, gid } = postgresUser();
  if (uid !== undefined && gid !== undefined) chownSync(directory, uid, gid);
  return directory;
}

function openDirectory(): string {
  makeOpenDirectory();
  return mkdtempSync(join(OPEN_DIRECTORY, 'postgres-'));
}

/** The directory of PostgreSQL's programs and libraries, copied once to where its user can run them if need be. */
export function programsForPostgres(native: string, version: string): string {
  if (isWithinReach(join(native, 'bin', 'postgres'))) return native;
  const copy = join(OPEN_DIRECTORY, `programs-${version}`);
  if (existsSync(copy)) return copy;
  makeOpenDirectory();
  const part = `${copy}.${process.pid}`;
  cpSync(native, part, { recursive: true, verbatimSymlinks: true });
  if (existsSync(copy)) rmSync(part, { recursive: true });
  else renameSync(part, copy);
  return copy;
}

/** Open whatever the umask says. */
function makeOpenDirectory(): void {
  mkdirSync(OPEN_DIRECTORY, { recursive: true });
  chmodSync(OPEN_DIRECTORY, 0o755);
}
