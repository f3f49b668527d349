import type { CurrentPolicy } from '../../api/dependencies.ts';
import { msBetween, type Instant } from '../../domain/calendar/instant.ts';
import { span } from '../../timeline/times.ts';
import type { Action } from '../story/actions.ts';
import { promiseNamed, type PromiseName } from '../story/promise-name.ts';
import type { Played } from '../played.ts';
import type { WrittenDown } from '../story/read-story.ts';
import { losesWorker, type Step } from '../story/story.ts';
import { instantOfWhen, type When } from '../story/when.ts';
import type { Answer } from '../world/http-people.ts';
import { startStoryWorld } from '../world/story-world.ts';
import type { WorldServers } from '../world/time-skipping-world.ts';
import { ACTS, type Acting } from './acts.ts';
import { Onlooker } from './look/onlooker.ts';
import { settingOf, type Setting } from './setting.ts';
import type { TicketRecord } from './record.ts';
import { openingTimes, type OpeningTimes } from './opening-times.ts';
import { unsound } from './soundness.ts';
import { whileItGoesOn } from './while-it-goes-on.ts';
import { Stage, type StoryTicket } from './stage.ts';

/**
 * Plays a story in a world of its own: real workflow, activities, store and mail, on the time-skipping server.
 * @throws StoryFault when its start has passed, or its people are unknown to the policy
 */
export async function playStory(written: WrittenDown, servers: WorldServers, current: CurrentPolicy): Promise<Played> {
  const { story } = written;
  const world = await startStoryWorld(servers, current, {
    inMainThread: true,
    ...(losesWorker(story) ? { maxCachedWorkflows: 0 } : {}),
  });
  const stage = new Stage(world, story);
  const began = performance.now();
  try {
    const setting = settingOf(written, current.policy, await world.now());
    const played = await new Play(written, stage, new Onlooker(stage, setting), setting).run();
    return { ...played, tookMs: Math.round(performance.now() - began) };
  } finally {
    stage.end();
    await world.end().catch((error: unknown) => servers.log.error(error, `the world of ${written.file} did not end`));
  }
}

class Play {
  private readonly failures: Played['failures'] = [];
  private readonly times: OpeningTimes;
  /** When the step before was. */
  private last: Instant;

  constructor(
    private readonly written: WrittenDown,
    private readonly stage: Stage,
    private readonly onlooker: Onlooker,
    private readonly setting: Setting,
  ) {
    this.times = openingTimes(setting.policy);
    this.last = setting.start;
  }

  async run(): Promise<Omit<Played, 'tookMs'>> {
    const { file, story } = this.written;
    const { steps } = story;
    const begun = await this.attempt(['start'], 'the start', () => this.stage.skipTo(this.setting.start));
    if (!begun) this.tellOfTheRest(steps.length);
    for (const [index, step] of begun ? steps.entries() : []) {
      const goesOn = await this.attempt(['steps', index], nameOf(step), () => this.take(['steps', index], step));
      if (goesOn) continue;
      this.tellOfTheRest(steps.length - index - 1);
      break;
    }
    const tickets: Played['tickets'] = [];
    await this.attempt([], 'the end', async () => {
      await this.stage.settle();
      for (const ticket of this.stage.tickets) {
        const record = await this.onlooker.recordOf(ticket);
        this.holdAgainstRules(ticket, record);
        tickets.push({ name: ticket.name, record });
      }
    });
    return {
      file,
      name: story.story,
      cites: story.cites,
      zone: this.setting.zone,
      tolerance: story.tolerance,
      startedAt: this.setting.start,
      // Of a world that has broken down, what was found still counts.
      endedAt: await this.stage.world.now().catch(() => this.last),
      expectations: steps.reduce((sum, { expect }) => sum + expect.length, 0),
      // What was given up may still come to its end, and then has nothing more to say.
      failures: [...this.failures],
      names: this.stage.names(),
      tickets,
    };
  }

  /** @returns whether it could be done, and the story can go on */
  private async attempt(path: PropertyKey[], what: string, act: () => Promise<unknown>): Promise<boolean> {
    try {
      return (await whileItGoesOn(act(), () => this.stage.world.now())) !== false;
    } catch (error) {
      this.fail(path, what, error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  private tellOfTheRest(steps: number): void {
    const last = this.failures.at(-1);
    if (last === undefined || steps === 0) return;
    last.instead += `; so ${steps === 1 ? 'the step' : `the ${steps} steps`} after it did not happen`;
  }

  /** What is always true need not be written into every story. */
  private holdAgainstRules({ name, sent }: StoryTicket, { ticket, events, messages, told, time }: TicketRecord): void {
    const byCustomer = messages.filter(({ author }) => author.role === 'customer');
    const broken = unsound({
      events,
      promises: ticket.promises,
      isClosed: ticket.status === 'closed',
      time,
      told,
      conversation: {
        ids: messages.map(({ id }) => id),
        // Of a mail, quotes and signatures are folded away, and kept.
        fromCustomer: byCustomer.map(({ body, folded }) => `${body}\n${folded ?? ''}`),
        sent,
      },
      ...this.times,
    });
    for (const { rule, instead } of broken) this.fail([], `of every ticket: ${rule}`, `${name}: ${instead}`);
  }

  /** @returns whether the story can go on */
  private async take(path: PropertyKey[], step: Step): Promise<boolean> {
    if (!(await this.reach(path, step))) return false;
    if (step.action !== null && !(await this.act(path, step, step.action))) return false;
    if (step.expect.length === 0) return true;
    const found = await this.onlooker.look(step.ticket, step.expect);
    for (const [nth, instead] of found.entries()) {
      if (instead !== null) this.fail([...path, 'expect', nth], step.expect[nth]?.text ?? '', instead);
    }
    return true;
  }

  /** Skips to the step's instant. */
  private async reach(path: PropertyKey[], { at, action, ticket }: Step): Promise<boolean> {
    if (at === null) return true;
    // A ticket that is about to be submitted has no promises yet.
    const instant = await this.instantOf(at, action?.name === 'submit' ? null : ticket);
    if (instant === null) {
      this.fail([...path, 'at'], 'an instant', 'there is none: the date has passed, or the promise is not owed');
      return false;
    }
    const early = msBetween(instant, this.last);
    if (early > this.setting.tolerance) {
      const instead = `it is ${span(early)} before it`;
      this.fail([...path, 'at'], 'an instant after the step before', instead);
      return false;
    }
    // The same instant, said in another way, may be off by what leaked.
    this.last = early > 0 ? this.last : instant;
    const late = await this.stage.skipTo(this.last);
    if (late > this.setting.tolerance) {
      // It goes on: what is expected then says what came of it.
      this.fail([...path, 'at'], 'to be in time', `what came before took ${span(late)} longer`);
    }
    return true;
  }

  private async act(path: PropertyKey[], step: Step, action: Action): Promise<boolean> {
    if (action.name === 'fault') {
      await this.stage.breakDown(action.data);
      return true;
    }
    const before = this.stage.tickets.length;
    const answer = await this.perform(step, action);
    const { code = null, detail = '' } = (answer?.body ?? {}) as { code?: string | null; detail?: string };
    const refused = answer !== null && answer.status >= 400;
    if (step.refused !== null) {
      if (refused && code === step.refused) return true;
      const instead = refused ? `it was refused as ${code}: ${detail}` : 'it was done';
      this.fail([...path, 'refused'], `${action.name} to be refused as ${step.refused}`, instead);
      return false;
    }
    // A word to a ticket that closed long ago is the first of a new one.
    if (!refused) this.stage.noteSent(action, this.stage.tickets.length > before ? null : step.ticket);
    if (refused)
      this.fail([...path, action.name], nameOf(step), `it was refused as ${code} (${answer.status}): ${detail}`);
    return !refused;
  }

  private perform({ who, ticket }: Step, action: Exclude<Action, { name: 'fault' }>): Promise<Answer | null> {
    const name = who ?? '';
    const acting: Acting = {
      stage: this.stage,
      name,
      who: this.stage.person(name),
      ticketName: ticket,
      instantOf: async (when) => {
        const instant = await this.instantOf(when, ticket);
        if (instant === null) throw new Error('there is no such instant');
        return instant;
      },
    };
    const act = ACTS[action.name] as (acting: Acting, data: unknown) => Promise<Answer | null>;
    return act(acting, action.data);
  }

  private async instantOf(when: When, ticketName: string | null): Promise<Instant | null> {
    const promises =
      when.type === 'around-due' ? (await this.onlooker.recordOf(this.stage.ticket(ticketName))).ticket.promises : [];
    const dueOf = (name: PromiseName) => promiseNamed(promises, name)?.dueAt ?? null;
    return instantOfWhen(when, { ...this.setting, last: this.last, dueOf });
  }

  private fail(path: PropertyKey[], expected: string, instead: string): void {
    this.failures.push({ line: this.written.lineOf(path), expected, instead });
  }
}

function nameOf({ who, action }: Step): string {
  if (action === null) return 'the step';
  return who === null ? action.name : `${who}: ${action.name}`;
}
