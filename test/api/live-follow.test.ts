import type { KyselyPlugin } from 'kysely';
import { Alarm } from '../../src/api/live/alarm.ts';
import { followJournal, type LiveEntry } from '../../src/api/live/follow-journal.ts';
import { BEGINNING } from '../../src/api/live/position.ts';
import type { Store } from '../../src/store/connect.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA } from '../support/world/tokens.ts';
import { GIVEN, settled } from './support/given.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';

const SILENCE_MS = 100;

describe('following a journal', () => {
  let world: TimeSkippingWorld;
  let stopping: AbortController;
  let alarm: Alarm;
  let reads: number;
  let mayRead: boolean;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());
  beforeEach(() => {
    [stopping, alarm, reads, mayRead] = [new AbortController(), new Alarm(), 0, true];
    stopping.signal.addEventListener('abort', () => alarm.ring());
  });
  afterEach(() => stopping.abort());

  /** The world's store, which shows what was read to `afterRead` before the reader sees it. */
  const watched = (afterRead: () => Promise<unknown>): Store => {
    const plugin: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        reads += 1;
        await afterRead();
        return result;
      },
    };
    return world.store.withPlugin(plugin);
  };

  const follow = (ticketId: string, afterRead: () => Promise<unknown> = () => Promise.resolve()) => {
    const seen: LiveEntry[] = [];
    const entries = followJournal({
      store: watched(afterRead),
      ticketId,
      from: BEGINNING,
      alarm,
      signal: stopping.signal,
      silenceMs: SILENCE_MS,
      mayRead: () => Promise.resolve(mayRead),
    });
    const over = (async () => {
      for await (const entry of entries) seen.push(entry);
    })();
    return { seen, over };
  };

  const bodiesIn = (seen: LiveEntry[]) =>
    seen.flatMap((live) => (live.type === 'event' ? (live.entry.message?.body ?? []) : []));
  const silences = (seen: LiveEntry[]) => seen.filter(({ type }) => type === 'silence').length;

  test('reads once for each time it is woken, and says now and then that nothing has changed', async () => {
    const id = await settled(world.people, await GIVEN.acknowledged(world.people));
    const { seen, over } = follow(id);
    await eventually(() => Promise.resolve(silences(seen) >= 3));
    expect(reads).toBe(1);
    expect(seen.length - silences(seen)).toBe((await world.people.journal(id)).length);
    alarm.ring();
    await eventually(() => Promise.resolve(silences(seen) >= 6));
    expect(reads).toBe(2);
    stopping.abort();
    await over;
    expect(reads).toBe(2);
  });

  test('ends unread once whoever reads may no longer', async () => {
    const id = await settled(world.people, await GIVEN.acknowledged(world.people));
    const { seen, over } = follow(id, async () => {
      if (reads > 1) mayRead = false;
    });
    await eventually(() => Promise.resolve(silences(seen) > 0));
    await world.people.write(ADA, id, { body: 'Not for them.' });
    alarm.ring();
    await over;
    expect(bodiesIn(seen)).not.toContain('Not for them.');
  });

  test('does not lose what is recorded while it reads', async () => {
    const id = await settled(world.people, await GIVEN.acknowledged(world.people));
    const { seen } = follow(id, async () => {
      if (reads > 1) return;
      await world.people.write(ADA, id, { body: 'Said at the wrong moment.' });
      alarm.ring();
    });
    await eventually(() => Promise.resolve(silences(seen) > 0));
    expect(bodiesIn(seen)).toContain('Said at the wrong moment.');
  });

  test('goes through a long journal page by page', async () => {
    const id = await settled(world.people, await GIVEN.acknowledged(world.people));
    for (let turn = 0; turn < 120; turn++) await world.people.write(ADA, id, { visibility: 'internal' });
    const { seen } = follow(id);
    await eventually(() => Promise.resolve(silences(seen) > 0));
    expect(reads).toBe(2);
    const journal = await world.people.journal(id);
    expect(seen.flatMap((live) => (live.type === 'event' ? live.entry.seq : []))).toEqual(
      journal.map(({ seq }) => seq),
    );
  });
});
