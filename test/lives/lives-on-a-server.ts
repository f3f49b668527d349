import type { Instant } from '../../src/domain/calendar/instant.ts';
import { ACTS, type Acting } from '../../src/scenarios/play/acts.ts';
import { Onlooker } from '../../src/scenarios/play/look/onlooker.ts';
import type { TicketRecord } from '../../src/scenarios/play/record.ts';
import { Stage } from '../../src/scenarios/play/stage.ts';
import { instantOfWhen } from '../../src/scenarios/story/when.ts';
import { Story, type Step } from '../../src/scenarios/story/story.ts';
import type { Answer } from '../../src/scenarios/world/http-people.ts';
import { startStoryWorld } from '../../src/scenarios/world/story-world.ts';
import { address } from '../support/servers/addresses.ts';
import { createDatabase } from '../support/servers/database.ts';
import { shippedPolicy, silentLog } from '../support/world/dependencies.ts';
import type { LivedLife } from './live-life.ts';
import { ZONE } from './starts.ts';

/** What became of a life on the servers. */
export interface PlayedLife {
  lived: LivedLife;
  record: TicketRecord;
  sent: string[];
  /** What came out otherwise than by the rules: steps, and then the end. */
  surprises: string[];
}

/** Real milliseconds leak into skipped time, and fifty lives take some of them at each instant. */
const TOLERANCE_MS = 60_000;

/**
 * Plays lives that take their steps at the same instants in one world: real workflow, activities, store and API. What is done at
 * one instant is done at once.
 */
export async function playTogether(lives: LivedLife[]): Promise<PlayedLife[]> {
  const servers = {
    timeSkippingServer: address('timeSkippingServer'),
    workflowBundle: () => address('workflowBundle'),
    createDatabase,
    log: silentLog,
  };
  const current = await shippedPolicy();
  const world = await startStoryWorld(servers, current);
  try {
    const playing = lives.map((lived) => {
      const story = Story.parse(lived.story);
      return { lived, story, stage: new Stage(world, story), surprises: [] as string[], next: 1 };
    });
    const [first] = playing;
    const begin = first?.lived.submittedAt ?? '';
    await first?.stage.skipTo(begin);
    await Promise.all(
      playing.map(async ({ stage, story, surprises }) => take(stage, story.steps[0]!, begin, surprises)),
    );
    for (const [slot, { at }] of (first?.lived.slots ?? []).entries()) {
      await first?.stage.skipTo(at);
      await Promise.all(
        playing.map(async (life) => {
          if (life.lived.slots[slot]?.step === null) return;
          const step = life.story.steps[life.next];
          life.next += 1;
          if (step !== undefined) await take(life.stage, step, at, life.surprises);
        }),
      );
    }
    const setting = { start: begin, zone: ZONE, tolerance: TOLERANCE_MS, policy: current.policy };
    return await Promise.all(
      playing.map(async ({ lived, story, stage, surprises }) => {
        const onlooker = new Onlooker(stage, setting);
        const { expect } = story.steps.at(-1)!;
        const found = await onlooker.look(null, expect);
        const otherwise = found.flatMap((instead, nth) =>
          instead === null ? [] : [`${expect[nth]?.text}: ${instead}`],
        );
        const ticket = stage.ticket(null);
        const record = await onlooker.recordOf(ticket);
        return { lived, record, sent: ticket.sent, surprises: [...surprises, ...otherwise] };
      }),
    );
  } finally {
    await world.end();
  }
}

async function take(stage: Stage, step: Step, at: Instant, surprises: string[]): Promise<void> {
  const { action, who, refused } = step;
  if (action === null || action.name === 'fault' || who === null) return;
  const acting: Acting = {
    stage,
    name: who,
    who: stage.person(who),
    ticketName: null,
    instantOf: async (when) => instantOfWhen(when, { start: at, last: at, zone: ZONE, dueOf: () => null }) ?? at,
  };
  const act = ACTS[action.name] as (acting: Acting, data: unknown) => Promise<Answer | null>;
  const answer = await act(acting, action.data);
  // A decision that took longer than its answer may: the end shows what came of it.
  if (answer?.status === 202) return;
  const code = answer !== null && answer.status >= 400 ? String((answer.body as { code?: string }).code) : null;
  if (code !== refused)
    surprises.push(`${who}: ${action.name} at ${at}: ${code ?? 'done'} instead of ${refused ?? 'done'}`);
  else if (code === null) stage.noteSent(action, null);
}
