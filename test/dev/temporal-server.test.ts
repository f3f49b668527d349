import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { identityOf } from '../../src/dev/processes.ts';
import { startTemporal, type TemporalServer } from '../../src/dev/temporal-server.ts';
import { SEARCH_ATTRIBUTE_KEYS } from '../../src/workflows/search-attributes.ts';
import { address } from '../support/servers/addresses.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';

const directory = temporaryDirectory();
const pidFile = join(directory, 'temporal.pid.json');
const pid = () => (JSON.parse(readFileSync(pidFile, 'utf8')) as { pid: number }).pid;
let server: TemporalServer;

const start = () => startTemporal({ cli: address('temporalCli'), directory, port: 0, uiPort: 0 });

async function withClient<T>(use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: server.address });
  try {
    return await use(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

beforeAll(async () => {
  server = await start();
  await withClient((client) => client.workflow.start('anything', { workflowId: 'proof', taskQueue: 'nobody' }));
});

afterAll(() => server.stop());

const statusOfProof = () =>
  withClient(async (client) => (await client.workflow.getHandle('proof').describe()).status.name);

test('knows the search attributes from the first request on', async () => {
  const { customAttributes } = await withClient((client) =>
    client.connection.operatorService.listSearchAttributes({ namespace: 'default' }),
  );
  expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(SEARCH_ATTRIBUTE_KEYS.map(({ name }) => name)));
});

test('one that outlived its parent is taken over', async () => {
  const before = pid();
  server = await start();
  expect(pid()).toBe(before);
  expect(await statusOfProof()).toBe('RUNNING');
});

test('after a kill it starts again on the same data', async () => {
  const before = pid();
  process.kill(before, 'SIGKILL');
  server = await start();
  expect(pid()).not.toBe(before);
  expect(await statusOfProof()).toBe('RUNNING');
});

test('one that hangs is ended and replaced', async () => {
  const before = pid();
  process.kill(before, 'SIGSTOP');
  server = await start();
  expect(identityOf(before)).toBeUndefined();
  expect(await statusOfProof()).toBe('RUNNING');
});

test('an unrelated process that has the pid now is left alone', async () => {
  const remembered = JSON.parse(readFileSync(pidFile, 'utf8')) as object;
  await server.stop();
  const stranger = spawn('sleep', ['60']);
  try {
    writeFileSync(pidFile, JSON.stringify({ ...remembered, pid: stranger.pid }));
    server = await start();
    expect(pid()).not.toBe(stranger.pid);
    expect(identityOf(stranger.pid ?? 0)).toBeDefined();
    expect(await statusOfProof()).toBe('RUNNING');
  } finally {
    stranger.kill();
  }
});

test('a program that is no server is told with its last words', async () => {
  await expect(startTemporal({ cli: 'false', directory: temporaryDirectory(), port: 0, uiPort: 0 })).rejects.toThrow(
    /Temporal did not start: .*its log: /,
  );
});

test('a port that somebody else takes in the last moment is given up for another', async () => {
  const robbed = temporaryDirectory();
  const cli = join(robbed, 'temporal');
  // In place of the first start, which loses a race that can't be brought about.
  const lost = 'level=ERROR msg="Failed to start gRPC listener" error="bind: address already in use"';
  const again = `[ -e "$0.lost" ] && exec '${address('temporalCli')}' "$@"`;
  writeFileSync(cli, `#!/bin/sh\n${again}\ntouch "$0.lost"\necho '${lost}'\nexit 1\n`, { mode: 0o755 });
  const other = await startTemporal({ cli, directory: robbed, inMemory: true, port: 0, uiPort: 0 });
  await other.stop();
  expect(readFileSync(join(robbed, 'temporal.log'), 'utf8')).toContain('already in use');
});

test('a server that breaks is told by its first error', async () => {
  const cli = join(temporaryDirectory(), 'temporal');
  writeFileSync(cli, "#!/bin/sh\necho 'level=ERROR error=\"disk full\"'\necho 'main.go:18'\nexit 1\n", { mode: 0o755 });
  await expect(startTemporal({ cli, directory: temporaryDirectory(), port: 0, uiPort: 0 })).rejects.toThrow(
    /disk full/,
  );
});
