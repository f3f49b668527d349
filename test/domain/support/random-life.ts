import fc from 'fast-check';
import { after, DAY, HOUR, later, MINUTE, SECOND, type Instant } from '../../../src/domain/calendar/instant.ts';
import { managerAt } from '../../../src/domain/management/directory.ts';
import { HAND_OVER_REASONS, KINDS } from '../../../src/domain/ticket/ticket.ts';
import { NAMES, type Name } from './cast.ts';
import { policy } from './shipped-policy.ts';
import { anAcknowledgedTicket, aTicket, type Story } from './story.ts';
import type { Voice } from './voice.ts';

/** What somebody says, as data, so that a failing life can be read. */
type Saying = { [V in keyof Voice<never>]: [V, ...Parameters<Voice<never>[V]>] }[keyof Voice<never>];

/** A decision by signal, on one of the approvals asked for so far, or on none. */
interface Deciding {
  by: string;
  decision: 'approve' | 'refuse';
  which: number;
}

/** How long until the next step: a span, or the next deadline give or take a millisecond. */
type Gap = number | { deadline: -1 | 0 | 1 };

interface LifeStep {
  gap: Gap;
  /** Whether timers fire on their way, or the engine is away. */
  timers: boolean;
  who: Name;
  does: Saying | Deciding | 'nothing' | 'delivery' | 'failed delivery';
  /** Chooses again, among what is lawful, when what was chosen is not. */
  lawful: number | null;
}

const kind = fc.constantFrom(...KINDS);
const team = fc.constantFrom('support', 'billing', 'datacentre', 'sysadmins', 'nowhere');
const reason = fc.constantFrom(...HAND_OVER_REASONS);
const question = fc.constantFrom('question-1', 'question-2', 'question-3');
const readyBy = fc
  .constantFrom(-1, 0, 1, 20 * MINUTE, 3 * HOUR, 20 * HOUR, 3 * DAY, 365 * DAY, 366 * DAY)
  .map((ms) => `${ms < 0 ? '' : '+'}${ms}ms`);

const money = fc.constantFrom(100, 10_000, 10_001, 100_000, 100_001, 1_000_000, 1_000_001);
const request = fc.record({
  approvalId: fc.constantFrom('approval-1', 'approval-2', 'approval-3'),
  amount: money.map((minor) => ({ minor, currency: 'EUR' })),
});
const deciding: fc.Arbitrary<Deciding> = fc.record({
  by: fc.constantFrom('manager-1', 'manager-2', 'manager-3', 'mallory'),
  decision: fc.constantFrom('approve' as const, 'refuse' as const),
  which: fc.nat(3),
});

const silent = [
  'writes',
  'replies',
  'asks',
  'notes',
  'takes',
  'releases',
  'resolves',
  'confirms',
  'contradicts',
  'withdraws',
] as const;

const saying: fc.Arbitrary<Saying> = fc.oneof(
  { arbitrary: fc.constantFrom(...silent).map((verb): Saying => [verb]), weight: 14 },
  { arbitrary: fc.tuple(fc.constant('reviews' as const), kind), weight: 4 },
  { arbitrary: fc.tuple(fc.constant('forwards' as const), team, reason), weight: 3 },
  { arbitrary: fc.tuple(fc.constant('reviewsAndForwards' as const), kind, team, reason), weight: 2 },
  { arbitrary: fc.tuple(fc.constant('consults' as const), team, question), weight: 3 },
  { arbitrary: fc.tuple(fc.constant('answers' as const), question), weight: 4 },
  { arbitrary: fc.tuple(fc.constant('estimates' as const), readyBy), weight: 3 },
  { arbitrary: fc.tuple(fc.constant('asksApproval' as const), request), weight: 3 },
  { arbitrary: fc.constantFrom('approval-1', 'approval-2').map((id): Saying => ['withdrawsApproval', id]), weight: 1 },
  { arbitrary: fc.tuple(fc.constant('assigns' as const), fc.constantFrom('agent-1', 'sysadmin-1')), weight: 1 },
);

const gap: fc.Arbitrary<Gap> = fc.oneof(
  { arbitrary: fc.constantFrom(0, 1, SECOND, MINUTE, 7 * MINUTE, 40 * MINUTE, 90 * MINUTE, 5 * HOUR), weight: 6 },
  { arbitrary: fc.constantFrom(DAY, 3 * DAY, 6 * DAY, 30 * DAY, 31 * DAY), weight: 1 },
  { arbitrary: fc.constantFrom(-1 as const, 0 as const, 1 as const).map((deadline) => ({ deadline })), weight: 4 },
);

const step: fc.Arbitrary<LifeStep> = fc.record({
  gap,
  timers: fc.boolean(),
  who: fc.constantFrom(...NAMES),
  does: fc.oneof(
    { arbitrary: saying, weight: 12 },
    { arbitrary: deciding, weight: 3 },
    { arbitrary: fc.constantFrom('nothing' as const, 'delivery' as const, 'failed delivery' as const), weight: 2 },
  ),
  lawful: fc.option(fc.nat(1000), { freq: 4 }),
});

export const lives = fc.record({
  at: fc.constantFrom(
    '2026-06-08 10:00',
    '2026-06-05 21:45',
    '2026-10-23 23:30',
    '2026-03-28 12:00',
    '2026-12-23 16:55',
  ),
  channel: fc.constantFrom('ticket' as const, 'chat' as const, 'email' as const),
  serviceSite: fc.constantFrom(null, 'us-nyc', 'pl-waw'),
  acknowledged: fc.boolean(),
  steps: fc.array(step, { minLength: 1, maxLength: 25, size: 'max' }),
});
export type Life = typeof lives extends fc.Arbitrary<infer T> ? T : never;

/** What one step came to: the story after it, and how it answered. */
export interface Turn {
  before: Story;
  after: Story;
  /** A timer fired, and nothing else happened. */
  isTimer: boolean;
  answer: string;
}

/** Lives a life, and shows every single step, timers included, to `watch`; a refused step has no events. */
export function live({ at, channel, serviceSite, acknowledged, steps }: Life, watch: (turn: Turn) => void): Story {
  const begin = acknowledged ? anAcknowledgedTicket : aTicket;
  let story = begin({ at, channel, serviceSite });
  for (const one of steps) {
    const until = instantOf(story, one.gap);
    for (let next = story.nextDeadline; one.timers && next !== null && next <= until; next = story.nextDeadline) {
      const before = story.at(later(next, story.now));
      story = before.wakes();
      watch({ before, after: story, isTimer: true, answer: 'allowed' });
    }
    const before = story.at(until);
    const said = Array.isArray(one.does) ? one.does : null;
    if (!Array.isArray(one.does)) story = happening(before, one.does);
    const [who, verb, answer] = said === null ? [one.who, null, 'allowed'] : choice(before, one, said);
    if (verb !== null) story = answer === 'allowed' ? speak(before, who, verb) : before.unchanged();
    watch({ before, after: story, isTimer: one.does === 'nothing', answer });
  }
  return story;
}

function happening(story: Story, what: Exclude<LifeStep['does'], Saying>): Story {
  if (typeof what === 'object') return decided(story, what);
  return what === 'nothing' ? story.wakes() : what === 'delivery' ? story.delivered() : story.deliveryFails();
}

function decided(story: Story, { by, decision, which }: Deciding): Story {
  const approvalId = story.ticket.approvals[which]?.id ?? 'none';
  const manager = managerAt(policy, by, story.now);
  const said = { id: `decision-${story.ticket.seq}`, approvalId, by, decision, manager };
  return story.happens({ name: 'approvalDecided', decision: { ...said, via: 'signal', commentsForCustomer: true } });
}

function choice(story: Story, { who, lawful }: LifeStep, said: Saying): [Name, Saying, string] {
  const answer = tell(story.tries[who], said);
  if (answer === 'allowed' || lawful === null) return [who, said, answer];
  // Whoever may do it, if anybody may.
  const others = NAMES.map((_, index) => NAMES[(index + lawful) % NAMES.length] as Name);
  const other = others.find((name) => tell(story.tries[name], said) === 'allowed');
  return other === undefined ? [who, said, answer] : [other, said, 'allowed'];
}

const speak = (story: Story, who: Name, said: Saying): Story => tell(story[who], said);

function tell<R>(voice: Voice<R>, [verb, ...rest]: Saying): R {
  return (voice[verb] as (...words: unknown[]) => R)(...rest);
}

/** Days pass only where somebody's silence is what passes: at work, they would be hundreds of missed updates. */
function instantOf(story: Story, gap: Gap): Instant {
  if (typeof gap === 'number') {
    const silent = story.ticket.waiting !== null || story.ticket.phase === 'resolve';
    return after(story.now, gap < DAY || silent ? gap : gap / 100);
  }
  const next = story.nextDeadline;
  return next === null ? story.now : later(story.now, after(next, gap.deadline));
}
