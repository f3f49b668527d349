import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartFault } from '../process/start-fault.ts';
import { freePort } from './ports.ts';
import { canConnect, ensureDatabase } from './postgres-client.ts';
import { endLeftovers, runningServer } from './postgres-leftovers.ts';
import { postgresPrograms, type PostgresPrograms } from './postgres-programs.ts';
import { directoryForPostgres, postgresUser } from './postgres-user.ts';
import { kill } from './processes.ts';
import { runTool } from './run-tool.ts';

export interface PostgresServer {
  readonly url: string;
  stop(): Promise<void>;
  /** At once; its data survives that. */
  end(): void;
}

const USER = 'kept';
const DATABASE = 'kept';

/** PostgreSQL in a directory: started, or taken over if it outlived whoever started it. */
export async function startPostgres(wanted: string, preferredPort = 5432): Promise<PostgresServer> {
  const home = directoryForPostgres(wanted);
  const data = join(home, 'data');
  const programs = postgresPrograms();
  const password = rememberedPassword(home);
  if (!existsSync(data)) await createCluster(programs, home, data);
  refuseOtherVersion(programs, data, wanted);
  const url = (port: number, database: string) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;

  const alive = runningServer(data);
  let port = alive?.port;
  if (port !== undefined && !(await canConnect(url(port, 'postgres'), 10_000))) {
    await stopCluster(programs, data);
    port = undefined;
  }
  if (port === undefined) {
    await endLeftovers(data);
    port = await startCluster(programs, home, data, preferredPort);
  }
  await ensureDatabase(url(port, 'postgres'), DATABASE);
  return { url: url(port, DATABASE), stop: () => stopCluster(programs, data), end: () => endCluster(data) };
}

/** Ends the server of this directory, if one outlived whoever started it. */
export async function stopPostgresIn(directory: string): Promise<void> {
  const data = join(directory, 'data');
  if (existsSync(data)) await stopCluster(postgresPrograms(), data);
}

/** The same at once. */
export function endPostgresIn(directory: string): void {
  const data = join(directory, 'data');
  // A server is known by the real path of its data.
  if (existsSync(data)) endCluster(realpathSync(data));
}

/** Made here once and kept beside the data; loopback is open to everybody on the machine, so it needs one. */
function rememberedPassword(home: string): string {
  const path = join(home, 'password');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  writeFileSync(path, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const { uid, gid } = postgresUser();
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
  return readFileSync(path, 'utf8').trim();
}

/** Under another name until it is whole, so that a killed first start leaves no half-made cluster behind. */
async function createCluster(programs: PostgresPrograms, home: string, data: string): Promise<void> {
  const part = `${data}.part`;
  rmSync(part, { recursive: true, force: true });
  const { ok, output } = await runTool(
    programs.initdb,
    [
      `--pgdata=${part}`,
      `--username=${USER}`,
      `--pwfile=${join(home, 'password')}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Texts sort the same on every machine, whatever locales it has.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ],
    programOptions(),
  );
  if (!ok) throw new StartFault(`PostgreSQL could not create its files in ${home}: ${output}`);
  renameSync(part, data);
}

function refuseOtherVersion(programs: PostgresPrograms, data: string, wanted: string): void {
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (found === programs.majorVersion) return;
  throw new StartFault(
    `The data in ${wanted} was written by PostgreSQL ${found} and this is PostgreSQL ${programs.majorVersion}: set ` +
      'KEPT_DATA_DIR to another directory, or dump it with the old version and load it with the new one.',
  );
}

async function startCluster(
  programs: PostgresPrograms,
  home: string,
  data: string,
  preferredPort: number,
): Promise<number> {
  const remembered = join(home, 'port');
  const port = await freePort(existsSync(remembered) ? Number(readFileSync(remembered, 'utf8')) : preferredPort);
  writeFileSync(remembered, String(port));
  const log = join(home, 'postgres.log');
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'log_timezone=UTC'];
  const options = [`-p ${port}`, ...settings.map((setting) => `-c ${setting}`)].join(' ');
  const args = ['start', '--wait', '--timeout=60', `--pgdata=${data}`, `--log=${log}`, `--options=${options}`];
  const { ok, output } = await runTool(programs.pgCtl, args, programOptions());
  if (!ok) throw new StartFault(`PostgreSQL did not start: ${lastError(log) ?? output} (its log: ${log})`);
  return port;
}

function lastError(log: string): string | undefined {
  if (!existsSync(log)) return undefined;
  const lines = readFileSync(log, 'utf8').split('\n');
  return lines.findLast((line) => line.includes('FATAL:'))?.replace(/^.*FATAL:\s*/, '');
}

async function stopCluster(programs: PostgresPrograms, data: string): Promise<void> {
  const stop = (mode: string) =>
    runTool(programs.pgCtl, ['stop', '--wait', '--timeout=10', `--pgdata=${data}`, `--mode=${mode}`], programOptions());
  if (!(await stop('fast')).ok) await stop('immediate');
}

function endCluster(data: string): void {
  const running = runningServer(data);
  if (running !== undefined) kill(running.pid, 'SIGQUIT');
}

/** Nothing of the caller's environment: PGDATA, PGPORT and LC_… would change what these programs do. */
function programOptions() {
  return { ...postgresUser(), cwd: '/', env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' } };
}
