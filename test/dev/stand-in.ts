import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../../src/dev/run.ts';
import { query } from '../../src/dev/postgres-client.ts';

/**
 * `npm start` with worker and API replaced by the least that can be started and stopped, so that what is tested is the
 * starting and stopping. Each stop is noted in the data directory, since a process can't be asked after its end.
 */
const note = (directory: string, line: string) => appendFileSync(join(directory, 'stops.log'), `${line}\n`);

process.exitCode = await run(process.argv.slice(2), async () => ({
  readPolicy: async (path) => {
    if (path.includes('broken')) throw new Error(`${path} is not a valid policy:\ncompany: expected text`);
  },
  migrate: (url) => query(url, 'create table if not exists proof (text text)'),
  bundleWorkflows: async () => ({ code: '', buildId: 'stand-in' }),
  carryOver: async () => 0,
  startWorker: async ({ KEPT_DATA_DIR }) => ({
    stop: async () => {
      await sleep(Number(process.env.WORKER_STOPS_AFTER_MS ?? 0));
      note(KEPT_DATA_DIR, 'worker');
    },
  }),
  startApi: async ({ HOST, PORT, KEPT_DATA_DIR }) => {
    const server = createServer((_, answer) => answer.end('here'));
    await new Promise<void>((resolve) => server.listen(PORT, HOST, resolve));
    return {
      url: `http://${HOST}:${PORT}`,
      stop: async () => {
        server.close();
        note(KEPT_DATA_DIR, 'api');
      },
    };
  },
}));
process.exit();
