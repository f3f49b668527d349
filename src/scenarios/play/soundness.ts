import { epochOf, type Instant, type Milliseconds } from '../../domain/calendar/instant.ts';
import type { HoursKey } from '../../domain/calendar/opening-hours.ts';
import type { PromiseKind } from '../../domain/promises/promise.ts';
import type { TimeSplit } from '../../domain/reports/time-split.ts';
import type { TicketEvent } from '../../domain/ticket/events.ts';
import { evolve } from '../../domain/ticket/evolve.ts';
import type { Ticket } from '../../domain/ticket/ticket.ts';
import { eventsOf } from './events-of.ts';

/** A ticket's life as far as it can be held against what is always true. */
export interface Life {
  events: readonly TicketEvent[];
  promises: readonly {
    kind: PromiseKind;
    cycle: number;
    state: string;
    dueAt: Instant | null;
    settledAt: Instant | null;
  }[];
  isClosed: boolean;
  /** Where it is known: whose the time was. */
  time?: TimeSplit;
  /** Where somebody is told: the rungs that management's channel took, as often as it did. */
  told?: readonly { kind: PromiseKind; cycle: number; rung: number }[];
  /** Where there is a conversation: what the customer reads, and what they have sent and was taken. */
  conversation?: { ids: readonly string[]; fromCustomer: readonly string[]; sent: readonly string[] };
  /** Whether a team is at work, its closing minute included. */
  isOpenAt(key: HoursKey, at: Instant): boolean;
  /** How long a team is at work between two instants. */
  workedBetween(key: HoursKey, from: Instant, to: Instant): Milliseconds;
}

/** What is wrong with a life; `null` when it keeps the rule. */
type Rule = (life: Life) => string | null;

/** What must be true of every ticket, whatever was done to it. */
export const ALWAYS: Readonly<Record<string, Rule>> = {
  'nothing runs on a closed ticket': ({ isClosed, promises }) =>
    listed(isClosed ? promises.filter(({ state }) => state === 'running' || state === 'paused').map(nameOf) : []),

  'each rung is reached once': ({ events }) => listed(twice(firings(events))),

  'each rung is told once': ({ events, told }) => {
    if (told === undefined) return null;
    // Who is to decide hears of it at rung 0, when they are asked.
    const names = told.filter(({ rung }) => rung > 0).map((one) => `${nameOf(one)} at ${one.rung} %`);
    const fired = firings(events);
    return listed([
      ...twice(names),
      ...fired.filter((name) => !names.includes(name)).map((name) => `${name} was not told`),
      ...names.filter((name) => !fired.includes(name)).map((name) => `${name} was told, and is not so`),
    ]);
  },

  'kept means settled in time': ({ promises }) =>
    listed(
      promises
        .filter(({ state, settledAt, dueAt }) =>
          state === 'kept' ? settledAt === null || dueAt === null || settledAt > dueAt : false,
        )
        .map(nameOf),
    ),

  'the time is somebody’s, to the millisecond': ({ time }) => {
    if (time === undefined) return null;
    const { totalMs, customerMs, approvalMs, closedHoursMs, teams } = time;
    const sum = Object.values(teams).reduce((all, ms) => all + ms, customerMs + approvalMs + closedHoursMs);
    return sum === totalMs ? null : `the parts are ${sum} ms, the whole ${totalMs} ms`;
  },

  'no message of the customer is lost': ({ conversation, events }) => {
    if (conversation === undefined) return null;
    const { ids, fromCustomer, sent } = conversation;
    const journalled = eventsOf(events, 'message.added').filter(({ data }) => data.author === 'customer');
    const lost = journalled.map(({ data }) => data.messageId).filter((id) => !ids.includes(id));
    const left = fromCustomer.map(bare);
    const missing = sent.filter((body) => {
      const at = left.indexOf(bare(body));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    return listed([...lost.map((id) => `message ${id}`), ...missing.map((body) => `“${body}”`)]);
  },

  'clocks of teams stand still in closed hours': ({ events, isOpenAt, workedBetween }) =>
    listed(
      dueByTeams(events).flatMap(({ name, clock, from, dueAt, left }) => {
        if (!isOpenAt(clock, dueAt)) return [`${name} is due ${dueAt}, when ${clock.team} is closed`];
        const worked = workedBetween(clock, from, dueAt);
        return left === null || worked === left ? [] : [`${name} had ${left} ms left, and got ${worked} ms`];
      }),
    ),

  'the journal has no gaps': ({ events }) => {
    const instants = events.map(({ at }) => epochOf(at));
    const seqs = events.map((event, index) => (event as { seq?: number }).seq ?? index + 1);
    if (instants.some((at) => Number.isNaN(at))) return 'an event has no instant';
    return seqs.every((seq, index) => seq === index + 1) ? null : `its numbers are ${seqs.join(', ')}`;
  },
};

/** What of {@link ALWAYS} a life breaks, in words. */
export const unsound = (life: Life): { rule: string; instead: string }[] =>
  Object.entries(ALWAYS).flatMap(([rule, holds]) => {
    const instead = holds(life);
    return instead === null ? [] : [{ rule, instead }];
  });

/** Channels may break lines otherwise. */
const bare = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const nameOf = ({ kind, cycle }: { kind: PromiseKind; cycle: number }): string => `${kind} ${cycle}`;

const listed = (wrong: readonly string[]): string | null => (wrong.length === 0 ? null : wrong.join(', '));

const firings = (events: readonly TicketEvent[]): string[] =>
  eventsOf(events, 'promise.warned', 'promise.missed').map(({ data }) => `${nameOf(data)} at ${data.rung} %`);

const twice = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} more than once`)),
];

interface Due {
  name: string;
  clock: HoursKey;
  from: Instant;
  dueAt: Instant;
  /** Of a promise whose clock had stood still: what was left of it. */
  left: Milliseconds | null;
}

/** Of promises by a team's clock, but not those that somebody estimated: people may promise any instant. */
function dueByTeams(events: readonly TicketEvent[]): Due[] {
  const clocks = new Map<string, HoursKey>();
  const left = new Map<string, Milliseconds | null>();
  let ticket: Ticket | null = null;
  return events.flatMap((event): Due[] => {
    ticket = evolve(ticket, event);
    const { type, data, at } = event;
    if (type === 'promise.paused') left.set(nameOf(data), data.due?.remaining ?? null);
    if (type !== 'promise.made' && type !== 'promise.resumed') return [];
    const name = nameOf(data);
    const isEstimated = data.kind === 'resolution' && ticket.estimate !== null;
    if (type === 'promise.made' && data.clock !== 'wall' && !isEstimated) clocks.set(name, data.clock);
    const clock = clocks.get(name);
    if (clock === undefined || data.dueAt === null) return [];
    const isNew = type === 'promise.made';
    return [{ name, clock, from: at, dueAt: data.dueAt, left: isNew ? null : (left.get(name) ?? null) }];
  });
}
