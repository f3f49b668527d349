import { eventually } from '../../src/scenarios/world/eventually.ts';
import type { Answer } from '../../src/scenarios/world/http-people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { expectGapless } from './support/gapless.ts';
import { Tale } from './support/tale.ts';

/** Ways in which a request that comes while a ticket closes may be answered, besides being done. */
const LAWFUL_REFUSALS = ['ticket-closed', 'ticket-resolved', 'not-resolved'];

describe('Requests that come while a ticket closes', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld({ runs: { continueAfterEvents: 40 } });
  });
  afterAll(() => world.end());

  // Later and later: before the confirmation, with it, while its run waits for deliveries, when it has ended.
  test.each([0, 20, 40, 60, 80, 120, 160])(
    'are done, reopen it or are refused, never lost (%i ms apart)',
    async (apart) => {
      const tale = await Tale.atWork(world, 'simple');
      await tale.resolved();
      const bodies: string[] = [];
      const write = (person: Person, nth: number) => {
        const body = `${person.id} says ${nth}`;
        bodies.push(body);
        return post(tale, person, 'messages', { body });
      };
      const sent = [
        post(tale, CARLA, 'confirmation', { solved: true }),
        ...[1, 2, 3].flatMap((nth) => [
          pause(apart * nth).then(() => write(CARLA, nth)),
          pause(apart * nth).then(() => write(ADA, nth)),
        ]),
        pause(apart).then(() => post(tale, CARLA, 'withdrawal', {})),
      ];
      const answers = await Promise.all(sent);
      for (const { status, body } of answers) {
        if (status >= 300) expect(LAWFUL_REFUSALS).toContain(body['code']);
      }

      await expectGapless(tale);
      const read = (await world.people.conversation(tale.id)).map(({ body }) => body);
      const done = answers.filter(({ status }) => status === 201).map(({ body }) => body['body']);
      expect(read.filter((body) => bodies.includes(body)).sort()).toEqual(done.sort());

      // However it ended: the ticket is alive or its run has ended, and a message still finds it.
      await tale.customerWrites('Still there?');
      await tale.withdrawn();
      expect(await tale.workflow().result()).toMatchObject({ outcome: 'withdrawn' });
      await eventually(async () => (await tale.workflow().describe()).status.name === 'COMPLETED');
      await expectGapless(tale);
    },
  );

  const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

  const post = (tale: Tale, person: Person, path: string, body: object): Promise<Answer> =>
    world.people.send(person, 'POST', `/v1/tickets/${tale.id}/${path}`, body);
});
