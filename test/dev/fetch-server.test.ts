import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fetchServer, type Way } from '../../src/dev/fetch-server.ts';
import { downloadBySdk } from '../../src/dev/sdk-download.ts';
import { findTemporalCli } from '../../src/dev/temporal-cli.ts';
import { findTimeSkippingServer } from '../../src/dev/time-skipping/find-time-skipping-server.ts';
import { StartFault } from '../../src/process/start-fault.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';

const fails: Way = {
  what: 'Downloading it',
  expectation: 'a moment',
  fetch: async () => ({ ok: false, output: 'resolving…\nerror: host not found\n    at somewhere' }),
};

const works = (content: string): Way => ({
  what: 'Building it',
  expectation: 'a moment',
  fetch: async (target) => {
    writeFileSync(target, content);
    return { ok: true, output: '' };
  },
});

const source = (...ways: Way[]) => ({ entry: 'server', executable: 'server', ways, advice: 'Install it.' });

beforeEach(() => void jest.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => void jest.restoreAllMocks());

test('when one way fails the next is tried, and the result is kept', async () => {
  const cache = temporaryDirectory();
  const path = await fetchServer(cache, source(fails, works('built')));
  expect(readFileSync(path, 'utf8')).toBe('built');
  expect(await fetchServer(cache, source(fails))).toBe(path);
});

test('when no way works, one is told what to do and what was tried', async () => {
  await expect(fetchServer(temporaryDirectory(), source(fails))).rejects.toThrow(
    new StartFault('Install it.\nWhat was tried:\n  Downloading it: error: host not found'),
  );
});

test('a given path that holds no server is told in a sentence', async () => {
  const KEPT_CACHE_DIR = temporaryDirectory();
  await expect(findTemporalCli({ TEMPORAL_CLI: process.execPath, KEPT_CACHE_DIR })).rejects.toThrow(StartFault);
  await expect(findTimeSkippingServer({ TEMPORAL_TEST_SERVER: '/nowhere', KEPT_CACHE_DIR })).rejects.toThrow(
    'TEMPORAL_TEST_SERVER is /nowhere, where there is no file',
  );
});

test("the SDK's download gives up where nothing ever answers", async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { HTTPS_PROXY } = process.env;
  process.env.HTTPS_PROXY = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const sockets: { destroy(): void }[] = [];
  silent.on('connection', (socket) => sockets.push(socket));
  const began = Date.now();
  try {
    const { ok } = await downloadBySdk('temporal-cli', join(temporaryDirectory(), 'temporal'));
    expect(ok).toBe(false);
    // Otherwise it was refused at once, and the waiting was not tested.
    expect(sockets).not.toHaveLength(0);
    expect(Date.now() - began).toBeLessThan(13_000);
  } finally {
    if (HTTPS_PROXY === undefined) delete process.env.HTTPS_PROXY;
    else process.env.HTTPS_PROXY = HTTPS_PROXY;
    for (const socket of sockets) socket.destroy();
    silent.close();
  }
});
