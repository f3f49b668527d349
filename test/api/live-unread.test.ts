import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { LiveStreams } from '../../src/api/live/live-streams.ts';
import type { Alarm } from '../../src/api/live/alarm.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';

const LARGE = `data: ${'x'.repeat(100_000)}\n\n`;
const HOUR_MS = 3_600_000;
/** Long beside all that a busy machine may hold up a reader. */
const UNREAD_MS = 3_000;

/** One who doesn't read must cost nothing but the little that waits for them, and not for ever. */
describe('a stream that is not read', () => {
  let server: Server;
  let written: number;
  let followers: number;
  let isBroken: boolean;
  let streams: LiveStreams;
  /** Writes and writes. */
  async function* endless(_alarm: Alarm, signal: AbortSignal) {
    while (!signal.aborted) {
      written += 1;
      yield LARGE;
    }
  }
  beforeEach(async () => {
    [written, followers, isBroken, streams] = [0, 0, false, new LiveStreams()];
    server = createServer((_request, response) => {
      response.on('close', () => (isBroken = !response.writableFinished));
      streams
        .start({
          response,
          until: new Date(Date.now() + HOUR_MS),
          follow: () => {
            followers += 1;
            return () => (followers -= 1);
          },
          write: endless,
          unreadMs: UNREAD_MS,
        })
        .pipe(response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  const open = async (): Promise<IncomingMessage> => {
    const { port } = server.address() as AddressInfo;
    const [response] = (await once(request({ port }).end(), 'response')) as [IncomingMessage];
    response.on('error', () => undefined);
    return response;
  };

  test('is written no further, and dropped after a while', async () => {
    (await open()).pause();
    await eventually(() => Promise.resolve(isBroken));
    // What the kernel takes for both sides, and not all that there was time for.
    expect(written).toBeLessThan(200);
    expect(followers).toBe(0);
  });

  test('is not one that is read slowly', async () => {
    const response = await open();
    const begun = Date.now();
    let read = 0;
    response.on('data', (chunk: Buffer) => (read += chunk.length));
    while (Date.now() - begun < 2 * UNREAD_MS) {
      response.pause();
      await sleep(UNREAD_MS / 10);
      response.resume();
      await sleep(100);
    }
    expect(isBroken).toBe(false);
    expect(read).toBeGreaterThan(LARGE.length);
    response.destroy();
    await eventually(() => Promise.resolve(followers === 0));
  });

  test('frees everything when the client leaves in the middle', async () => {
    const response = await open();
    expect(followers).toBe(1);
    response.destroy();
    await eventually(() => Promise.resolve(followers === 0));
    const atTheEnd = written;
    await sleep(100);
    expect(written).toBe(atTheEnd);
  });

  test('does not hold up the end', async () => {
    await open();
    await sleep(100);
    const begun = Date.now();
    await streams.end();
    expect(Date.now() - begun).toBeLessThan(UNREAD_MS);
  });
});
