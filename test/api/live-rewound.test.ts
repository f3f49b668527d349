import type { LiveEvent } from '../support/world/live-client.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { startApiProcess, type ApiProcess } from './support/api-process.ts';
import { GIVEN, settled } from './support/given.ts';
import { taskOn } from './support/relive.ts';

/** The end of a journal may be replaced until its command was answered: whoever saw it is told so. */
describe('the live view of a journal whose end is replaced', () => {
  let world: TimeSkippingWorld;
  let api: ApiProcess;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    api = await startApiProcess(world);
  });
  afterAll(async () => {
    await api.stop();
    await world.end();
  });

  /** What a client believes that does as it is told. */
  const believed = (events: LiveEvent[]): LiveEvent[] =>
    events.reduce<LiveEvent[]>(
      (known, event) =>
        event.event === 'rewound' ? known.filter(({ data }) => data.seq <= event.data.seq) : [...known, event],
      [],
    );

  const bodies = (events: LiveEvent[]) => believed(events).flatMap(({ data }) => data.message?.body ?? []);

  const begin = async () => {
    const id = await settled(world.people, await GIVEN.acknowledged(world.people));
    const task = await taskOn(world, id);
    const truth = (viewer: Person) => world.people.conversation(id, viewer).then((all) => all.map(({ body }) => body));
    return { id, task, truth };
  };

  test('corrects a stream that is open, for staff and for customers', async () => {
    const { id, task, truth } = await begin();
    const clients = await Promise.all([ADA, CARLA].map((viewer) => api.watch(viewer, id)));
    await task.live(ADA, CARLA);
    for (const client of clients) await client.until((all) => bodies(all).some((body) => body.endsWith('life-1-1')));
    await task.live(CARLA);
    for (const [index, client] of clients.entries()) {
      const all = await client.until((events) => bodies(events).some((body) => body.endsWith('life-2-0')));
      const rewound = all.filter(({ event }) => event === 'rewound');
      expect(rewound).toEqual([{ id: `${task.seq}.1`, event: 'rewound', data: { seq: task.seq } }]);
      expect(bodies(all)).toEqual(await truth([ADA, CARLA][index]!));
      expect(all.at(-1)!.id).toMatch(/^\d+\.1$/);
      await client.leave();
    }
    const journal = await world.people.journal(id);
    expect(believed(clients[0]!.events).map(({ data }) => data.seq)).toEqual(journal.map(({ seq }) => seq));
  });

  test('corrects a client that was away, once for all it missed', async () => {
    const { id, task, truth } = await begin();
    const before = await api.watch(ADA, id);
    const end = await task.live(ADA);
    await before.until((all) => all.at(-1)?.id === String(end));
    await before.leave();
    await task.live(CARLA);
    await task.live(ADA, CARLA);

    const after = await api.watch(ADA, id, before.events.at(-1)!.id);
    const all = await after.until((events) => bodies(events).some((body) => body.endsWith('life-3-1')));
    expect(all.filter(({ event }) => event === 'rewound').map((event) => event.id)).toEqual([`${task.seq}.2`]);
    expect(bodies([...before.events, ...all])).toEqual(await truth(ADA));
    await after.leave();
  });

  test('disturbs nobody who had not come that far, nor anybody twice', async () => {
    const { id, task } = await begin();
    await task.live(ADA);
    const end = await task.live(CARLA);
    for (const lastEventId of [undefined, '1', String(task.seq), `${task.seq}.1`, `${end - 1}.1`]) {
      const client = await api.watch(ADA, id, lastEventId);
      const all = await client.until((events) => events.at(-1)?.id === `${end}.1`);
      expect(all.map(({ event }) => event)).not.toContain('rewound');
      await client.leave();
    }
  });
});
