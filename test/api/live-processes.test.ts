import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { watchLive, type LiveClient } from '../support/world/live-client.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { apiProcesses, type ApiProcess } from './support/api-process.ts';
import { linkTo } from './support/by-link.ts';
import { GIVEN } from './support/given.ts';
import { severableLineTo, type SeverableLine } from './support/severable.ts';

describe('the live view across processes, restarts and outages', () => {
  const processes = apiProcesses();
  let world: TimeSkippingWorld;
  let writing: ApiProcess;
  let watching: ApiProcess;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    [writing, watching] = await Promise.all([processes.start(world), processes.start(world)]);
  });
  afterAll(async () => {
    await processes.stopAll();
    await world.end();
  });

  const hears = (client: LiveClient, body: string) =>
    client.until((all) => all.some(({ data }) => data.message?.body === body));
  const seqsOf = (...clients: LiveClient[]) => clients.flatMap(({ events }) => events.map(({ data }) => data.seq));
  const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

  test('what one process records, the streams of another tell', async () => {
    const id = await GIVEN.acknowledged(writing.people);
    const client = await watching.watch(CARLA, id);
    for (const body of ['First.', 'Second.', 'Third.']) {
      await writing.people.write(ADA, id, { body });
      await hears(client, body);
    }
    await client.leave();
  });

  test('a link that is taken back in one process ends its streams in another', async () => {
    const id = await GIVEN.acknowledged(writing.people);
    const { token, linkId } = await linkTo(writing.people, id);
    const client = await watchLive(watching.origin, id, token);
    await client.until((all) => all.length > 0);
    await writing.people.send(ADA, 'POST', `/v1/tickets/${id}/links/${linkId}/revocation`);
    expect(await client.over).toBe('ended');
  });

  test('many changes at once are all told, in order', async () => {
    const id = await GIVEN.acknowledged(writing.people);
    const clients = await Promise.all([1, 2, 3, 4].map(() => watching.watch(ADA, id)));
    await Promise.all(upTo(12).map((turn) => writing.people.write(ADA, id, { body: `Word ${turn}.` })));
    const journal = await writing.people.journal(id);
    for (const client of clients) {
      await client.until((all) => all.length >= journal.length);
      expect(seqsOf(client).slice(0, journal.length)).toEqual(journal.map(({ seq }) => seq));
      await client.leave();
    }
  });

  test('goes on when the connections that listen are killed', async () => {
    const id = await GIVEN.acknowledged(writing.people);
    const client = await watching.watch(CARLA, id);
    await client.until((all) => all.length > 0);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'kept-live'`.execute(world.store);
    await writing.people.write(ADA, id, { body: 'Said while nobody listened.' });
    await hears(client, 'Said while nobody listened.');
    await writing.people.write(ADA, id, { body: 'Said after.' });
    await hears(client, 'Said after.');
    await client.leave();
  });

  describe('while the database is away', () => {
    let line: SeverableLine;
    let cutOff: string;
    beforeEach(async () => {
      const url = new URL(world.databaseUrl);
      line = await severableLineTo(url.host);
      url.host = line.address;
      cutOff = url.href;
    });
    afterEach(() => line.cut());

    const cutAndMend = async (api: ApiProcess) => {
      const id = await GIVEN.acknowledged(writing.people);
      const client = await api.watch(ADA, id);
      await client.until((all) => all.length > 0);
      await line.cut();
      await writing.people.write(ADA, id, { body: 'Said behind its back.' });
      expect((await api.people.send(ADA, 'GET', `/v1/tickets/${id}/live`)).status).toBe(503);
      // Long enough to try again, in vain.
      await sleep(1_500);
      await line.mend();
      const all = await hears(client, 'Said behind its back.');
      expect(all.map(({ data }) => data.seq)).toEqual(upTo(all.length));
      await client.leave();
      await api.stop();
    };

    test('stays open, and catches up', async () => {
      await cutAndMend(await processes.start(world, { databaseUrl: cutOff }));
    });

    test('stays open when only reading fails, and tries again by itself', async () => {
      const { feed } = world.dependencies;
      await cutAndMend(await processes.start(world, { databaseUrl: cutOff, feed }));
    });
  });

  test('goes on without a gap and without a repetition after the API was restarted', async () => {
    const id = await GIVEN.acknowledged(writing.people);
    const old = await processes.start(world);
    const before = await old.watch(ADA, id);
    await writing.people.write(ADA, id, { body: 'Before.' });
    await hears(before, 'Before.');
    await old.stop();
    expect(['ended', 'broken']).toContain(await before.over);
    await writing.people.write(ADA, id, { body: 'Meanwhile.' });

    const young = await processes.start(world);
    const after = await young.watch(ADA, id, before.events.at(-1)!.id);
    await writing.people.write(ADA, id, { body: 'After.' });
    await hears(after, 'After.');
    const seqs = seqsOf(before, after);
    expect(seqs).toEqual(upTo(seqs.length));
    await after.leave();
    await young.stop();
  });

  test('a process stops at once, however many watch', async () => {
    const id = await GIVEN.acknowledged(writing.people);
    const api = await processes.start(world);
    const clients = await Promise.all(upTo(20).map(() => api.watch(CARLA, id)));
    await Promise.all(clients.map((client) => client.until((all) => all.length > 0)));
    const begun = Date.now();
    await api.stop();
    expect(Date.now() - begun).toBeLessThan(8_000);
    expect(await Promise.all(clients.map(({ over }) => over))).toEqual(clients.map(() => 'ended'));
  });

  test('ends when the token does', async () => {
    const id = await GIVEN.acknowledged(writing.people);
    const { verifyToken } = world.dependencies;
    const api = await processes.start(world, {
      verifyToken: async (token) => ({ ...(await verifyToken(token)), validUntil: new Date(Date.now() + 500) }),
    });
    const client = await api.watch(CARLA, id);
    expect(await client.over).toBe('ended');
    expect(client.events.length).toBeGreaterThan(0);
    await api.stop();
  });

  test('a token for a year is no reason to end now', async () => {
    const id = await GIVEN.acknowledged(writing.people);
    const { verifyToken } = world.dependencies;
    const year = 365 * 24 * 60 * 60 * 1_000;
    const api = await processes.start(world, {
      verifyToken: async (token) => ({ ...(await verifyToken(token)), validUntil: new Date(Date.now() + year) }),
    });
    const client = await api.watch(CARLA, id);
    await writing.people.write(ADA, id, { body: 'Still there?' });
    await hears(client, 'Still there?');
    await client.leave();
    await api.stop();
  });
});
