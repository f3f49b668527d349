import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '../../src/dev/postgres.ts';
import { migrateToLatest } from '../../src/store/migrate.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';
import { playE1 } from '../support/world/e1.ts';
import { startRealWorld } from '../support/world/real-world.ts';
import { ADA } from '../support/world/tokens.ts';

test('the database away for 10 s in the middle of E1: 503, then on, with nothing lost', async () => {
  const directory = join(temporaryDirectory(), 'postgres');
  const postgres = await startPostgres(directory, 0);
  await migrateToLatest(postgres.url);
  const world = await startRealWorld(postgres.url);
  let running = postgres;
  try {
    const refused: number[] = [];
    const id = await playE1(world.people, async (after) => {
      if (after !== 'reply') return;
      const { id: ticketId } = (await world.people.send<{ items: { id: string }[] }>(ADA, 'GET', '/v1/tickets')).body
        .items[0]!;
      await running.stop();
      const away = sleep(10_000);
      for (const [method, path] of [
        ['GET', ''],
        ['POST', '/review'],
      ] as const) {
        const answer = await world.people.send(
          ADA,
          method,
          `/v1/tickets/${ticketId}${path}`,
          method === 'POST' ? { kind: 'simple' } : undefined,
        );
        refused.push(answer.status);
        expect(answer.headers['retry-after']).toBeDefined();
      }
      await away;
      running = await startPostgres(directory, Number(new URL(postgres.url).port));
    });
    expect(refused).toEqual([503, 503]);

    const ticket = await world.people.ticket(id);
    expect(ticket).toMatchObject({ status: 'closed', outcome: 'confirmed', kind: 'simple' });
    expect(ticket.promises.every(({ state }) => state === 'kept' || state === 'withdrawn')).toBe(true);
    const journal = await world.people.journal(id);
    expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, index) => index + 1));
  } finally {
    await world.end();
    await running.stop();
  }
});
