import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startPostgres, type PostgresServer } from '../../src/dev/postgres.ts';
import { query } from '../../src/dev/postgres-client.ts';
import { identityOf } from '../../src/dev/processes.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';

const directory = join(temporaryDirectory(), 'postgres');
const pidFile = join(directory, 'data', 'postmaster.pid');
const pid = () => Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres(directory, 0);
  await query(server.url, 'create table proof (id int)');
});

afterAll(() => server.stop());

async function restart(): Promise<void> {
  server = await startPostgres(directory, 0);
}

const rows = async () => (await query(server.url, 'select id from proof order by id')).rows as unknown[];

test('listens on loopback only, syncs, and wants its password', async () => {
  const settings = await query(server.url, "select current_setting('listen_addresses') a, current_setting('fsync') f");
  expect(settings.rows).toEqual([{ a: '127.0.0.1', f: 'on' }]);
  expect(statSync(join(directory, 'password')).mode & 0o777).toBe(0o600);
  await expect(query(server.url.replace(/:[^:@/]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
});

test('one that outlived its parent is taken over', async () => {
  await query(server.url, 'insert into proof values (1)');
  const before = pid();
  await restart();
  expect(pid()).toBe(before);
  expect(await rows()).toEqual([{ id: 1 }]);
});

test('after a kill it starts again and has lost nothing', async () => {
  await query(server.url, 'insert into proof values (2)');
  const before = pid();
  process.kill(before, 'SIGKILL');
  await restart();
  expect(pid()).not.toBe(before);
  expect(await rows()).toEqual([{ id: 1 }, { id: 2 }]);
});

test('after a kill in the middle of a long query, too', async () => {
  const long = query(server.url, 'select count(*) from generate_series(1, 1000000000000)', 60_000).catch(
    () => undefined,
  );
  const busy = "select 1 from pg_stat_activity where query like '%1000000000000%' and pid <> pg_backend_pid()";
  while ((await query(server.url, busy)).rowCount === 0);
  process.kill(pid(), 'SIGKILL');
  await restart();
  await long;
  expect(await rows()).toHaveLength(2);
});

test('a pid file that names an unrelated process harms neither', async () => {
  await server.stop();
  const stranger: ChildProcess = spawn('sleep', ['60']);
  try {
    writeFileSync(pidFile, `${stranger.pid}\n${join(directory, 'data')}\n0\n5432\n`);
    await restart();
    expect(await rows()).toHaveLength(2);
    expect(identityOf(stranger.pid ?? 0)).toBeDefined();
  } finally {
    stranger.kill();
  }
});

test('keeps its port, and takes another one when that is taken', async () => {
  const portOf = () => Number(new URL(server.url).port);
  const first = portOf();
  await server.stop();
  expect(existsSync(pidFile)).toBe(false);
  await restart();
  expect(portOf()).toBe(first);

  await server.stop();
  const other = createServer().listen(first, '127.0.0.1');
  await restart();
  expect((other.address() as AddressInfo).port).toBe(first);
  expect(portOf()).not.toBe(first);
  expect(await rows()).toHaveLength(2);
  await new Promise((resolve) => other.close(resolve));
});

test('a first start that was killed half way is begun again', async () => {
  const fresh = join(temporaryDirectory(), 'postgres');
  mkdirSync(join(fresh, 'data.part'), { recursive: true });
  chmodSync(fresh, 0o755);
  writeFileSync(join(fresh, 'data.part', 'PG_VERSION'), '18');
  const begun = await startPostgres(fresh, 0);
  try {
    expect((await query(begun.url, 'select 1 as one')).rows).toEqual([{ one: 1 }]);
  } finally {
    await begun.stop();
  }
});

test('data of another version is refused in a sentence', async () => {
  const old = join(temporaryDirectory(), 'postgres');
  mkdirSync(join(old, 'data'), { recursive: true });
  writeFileSync(join(old, 'data', 'PG_VERSION'), '14\n');
  await expect(startPostgres(old, 0)).rejects.toThrow(/was written by PostgreSQL 14 .* set KEPT_DATA_DIR/);
});

test('a directory that is closed to the user PostgreSQL runs as is no hindrance', async () => {
  const closed = temporaryDirectory();
  chmodSync(closed, 0o700);
  const hidden = await startPostgres(join(closed, 'postgres'), 0);
  try {
    await query(hidden.url, 'create table proof (id int)');
    await hidden.stop();
    const again = await startPostgres(join(closed, 'postgres'), 0);
    expect((await query(again.url, 'select * from proof')).rows).toEqual([]);
  } finally {
    const real = realpathSync(join(closed, 'postgres'));
    await hidden.stop();
    rmSync(real, { recursive: true });
  }
});
