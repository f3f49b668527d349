import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from '@temporalio/worker';
import { after, DAY } from '../../src/domain/calendar/instant.ts';
import type { EventType } from '../../src/domain/ticket/events.ts';
import type { Answer } from '../../src/scenarios/world/http-people.ts';
import { dataConverter } from '../../src/workflows/data-converter.ts';
import type { History } from '../replay/histories.ts';
import { address } from '../support/servers/addresses.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ABEL, ADA, BIRGIT, CARLA, MONA, SIRI, TINA } from '../support/world/tokens.ts';
import { expectEveryPromiseEnded, expectGapless } from './support/gapless.ts';
import { runsOf } from './support/runs.ts';
import { HAND_OVER, Tale } from './support/tale.ts';

const ROUNDS = 6;
/** Longer from round to round: some rounds come while a run is ending, whatever that takes on this machine. */
const BREATH_MS = 60;
/** Whoever meets the end of a run may be told to try again, more than once. */
const ATTEMPTS = 20;
/** How a command may be answered when others were quicker, besides being done. */
const LAWFUL_REFUSALS = ['not-holding-team', 'same-team', 'already-taken', 'not-taken'];

interface Sent {
  path: string;
  /** The words that the command would leave in the conversation, unlike any other's. */
  words: string;
  answer: Answer;
}

describe('Many commands at once, over runs continued as new', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld({ runs: { continueAfterEvents: 20 } });
  });
  afterAll(() => world.end());

  test('each that was acknowledged is in the journal once, and one that was refused nowhere', async () => {
    const tale = await Tale.inReview(world);
    const sent: Sent[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      sent.push(...(await Promise.all(commands(tale, round, after(await world.now(), round * DAY)))));
      // Back to first line, so that every round has something to quarrel over.
      const { team } = await tale.ticket();
      if (team !== 'support') await tale.forwardedTo('support', MONA);
      // A run ends when nothing is under way: in a moment, and the next round may meet it.
      await sleep(round * BREATH_MS);
    }
    const byHand = (await tale.happened('ticket.handed-over')).filter(
      ({ data, by }) => data.to === 'support' && by === 'mona',
    );

    const journal = await world.people.journal(tale.id);
    const conversation = await world.people.conversation(tale.id);
    for (const { words, answer } of sent) {
      const messages = conversation.filter(({ body }) => body.includes(words));
      const events = journal.filter(
        ({ type, data }) => type === 'message.added' && messages.some(({ id }) => id === data['messageId']),
      );
      const times = answer.status < 300 ? 1 : 0;
      expect([words, messages.length, events.length]).toEqual([words, times, times]);
      if (times === 0) expect(LAWFUL_REFUSALS).toContain(answer.body['code']);
    }
    const done = (path: string) => sent.filter((one) => one.path === path && one.answer.status < 300).length;
    const times = async (type: EventType) => (await tale.happened(type)).length;
    expect(await times('ticket.handed-over')).toBe(done('forward') + byHand.length);
    expect(await times('estimate.given')).toBe(done('estimate'));
    expect(await times('consultation.asked')).toBe(done('consultations'));
    expect(done('forward')).toBeGreaterThanOrEqual(ROUNDS);
    expect(sent.some(({ answer }) => answer.status >= 400)).toBe(true);

    await expectGapless(tale);
    await tale.withdrawn();
    await tale.workflow().result();
    await expectGapless(tale);
    await expectEveryPromiseEnded(tale);
    const runs = await runsOf(tale);
    console.log(`commands at once: events per run ${runs.map(({ events }) => events).join(', ')}`);
    expect(runs.length).toBeGreaterThan(1);
    // As another worker would have to, when this one is lost.
    for (const { runId } of runs) await replay(await tale.workflow(runId).fetchHistory());
  });

  const replay = (history: History) =>
    Worker.runReplayHistory({ workflowBundle: { codePath: address('workflowBundle') }, dataConverter }, history);

  /** A dozen people's wishes at the same instant, some of which cannot all be granted. */
  function commands(tale: Tale, round: number, readyBy: string): Promise<Sent>[] {
    const send = async (who: Person, path: string, body: (words: string) => object): Promise<Sent> => {
      const words = `${who.id} in round ${round}: ${path}.`;
      const url = `/v1/tickets/${tale.id}/${path}`;
      return { path, words, answer: await world.people.persist(who, url, body(words), ATTEMPTS) };
    };
    const says = (visibility: string) => (words: string) => ({ body: words, visibility });
    const forwards = (team: string) => (explanation: string) => ({
      ...HAND_OVER,
      team,
      reason: 'complex',
      explanation,
    });
    const asks = (team: string) => (question: string) => ({ team, question });
    return [
      send(ADA, 'messages', says('public')),
      send(CARLA, 'messages', (body) => ({ body })),
      send(ADA, 'forward', forwards('sysadmins')),
      send(ABEL, 'forward', forwards('billing')),
      send(SIRI, 'messages', says('public')),
      send(BIRGIT, 'forward', forwards('support')),
      send(MONA, 'estimate', (explanation) => ({ readyBy, explanation })),
      send(ABEL, 'estimate', (explanation) => ({ readyBy, explanation })),
      send(MONA, 'consultations', asks('datacentre')),
      send(ADA, 'consultations', asks('billing')),
      send(TINA, 'messages', says('internal')),
      send(MONA, 'messages', says('internal')),
    ];
  }
});
