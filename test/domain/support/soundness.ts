import { isDeepStrictEqual } from 'node:util';
import {
  DAY,
  after,
  earlier,
  later,
  msBetween,
  type Instant,
  type Milliseconds,
} from '../../../src/domain/calendar/instant.ts';
import { isUndecided, type Approval } from '../../../src/domain/approvals/approval.ts';
import type { LimitTerms } from '../../../src/domain/policy/terms.ts';
import { isRunning, type ClockRef, type TicketPromise } from '../../../src/domain/promises/promise.ts';
import { evolve } from '../../../src/domain/ticket/evolve.ts';
import { isArrow } from '../../../src/domain/ticket/phases.ts';
import type { Ticket } from '../../../src/domain/ticket/ticket.ts';
import { hoursOf } from './hours-library.ts';
import { terms } from './shipped-policy.ts';
import type { Turn } from './random-life.ts';

/** A rule that holds in every turn of every life. */
export type Rule = (turn: Turn) => void;

const running = ({ promises }: Ticket): TicketPromise[] => promises.filter(isRunning);
const nameOf = ({ kind, cycle }: Pick<TicketPromise, 'kind' | 'cycle'>) => `${kind} ${cycle}`;

export const nothingRunsOnAClosedTicket: Rule = ({ after: { ticket, nextDeadline } }) => {
  if (ticket.closedAt === null) return;
  expect(running(ticket)).toEqual([]);
  expect(nextDeadline).toBeNull();
};

export const onlyTheAcknowledgementRunsOnceResolved: Rule = ({ after: { ticket } }) => {
  if (ticket.phase !== 'resolve') return;
  expect(running(ticket).filter(({ kind }) => kind !== 'acknowledgement' && kind !== 'next-reply')).toEqual([]);
};

export const eachRungIsToldOnce: Rule = ({ after: { events, step } }) => {
  if (!step.some(({ type }) => type === 'promise.warned' || type === 'promise.missed')) return;
  const told = events.flatMap(({ type, data }) =>
    type === 'promise.warned' || type === 'promise.missed' ? [`${nameOf(data)} ${data.rung}`] : [],
  );
  expect(new Set(told).size).toBe(told.length);
};

const FORWARD = {
  running: ['running', 'kept', 'missed', 'withdrawn'],
  kept: ['kept'],
  missed: ['missed'],
  withdrawn: ['withdrawn'],
};

export const promisesOnlyMoveForward: Rule = ({ before, after: later }) => {
  expect(later.ticket.promises.length).toBeGreaterThanOrEqual(before.ticket.promises.length);
  const astray = before.ticket.promises.flatMap((was, index) => {
    const is = later.ticket.promises[index] as TicketPromise;
    const same = nameOf(is) === nameOf(was) && is.madeAt === was.madeAt;
    const settled = was.settledAt === null || is.settledAt === was.settledAt;
    return same && settled && FORWARD[was.state].includes(is.state) ? [] : [[was, is]];
  });
  expect(astray).toEqual([]);
};

export const keptMeansInTime: Rule = ({ after: { ticket } }) => {
  expect(ticket.promises.filter((promise) => !isHonest(promise))).toEqual([]);
};

function isHonest({ state, settledAt, dueAt }: TicketPromise): boolean {
  switch (state) {
    case 'running':
      return settledAt === null;
    case 'kept':
      return settledAt !== null && dueAt !== null && settledAt <= dueAt;
    case 'missed':
      // A timer and a settlement within one millisecond: what was told as missed stays so.
      return dueAt !== null && (settledAt === null || settledAt >= dueAt);
    case 'withdrawn':
      return settledAt !== null && (dueAt === null || settledAt <= dueAt);
    default:
      return state satisfies never;
  }
}

export const theFoldIsTheTicket: Rule = ({ before, after: later, answer }) => {
  if (answer !== 'allowed') return;
  const folded = later.step.reduce<Ticket | null>(evolve, before.ticket);
  expect(isDeepStrictEqual(folded, later.ticket)).toBe(true);
};

export const seqCountsEvents: Rule = ({ after: { ticket, events } }) => expect(ticket.seq).toBe(events.length);

export const cyclesCount: Rule = ({ after: { ticket } }) => {
  const counts = new Map<string, number>();
  const astray = ticket.promises.filter(({ kind, cycle }) => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return cycle !== counts.get(kind);
  });
  expect(astray).toEqual([]);
};

export const oneOfAKindRuns: Rule = ({ after: { ticket } }) => {
  const names = running(ticket).map(({ kind, subject }) =>
    kind === 'pick-up' || kind === 'decision' ? `${kind} of ${subject}` : kind,
  );
  const replies = names.map((name) => (name === 'first-reply' || name === 'next-reply' ? 'reply' : name));
  expect(new Set(replies).size).toBe(replies.length);
};

/** Nobody is told later than the engine could: what was due by now has happened, but for this very instant. */
export const noDeadlineIsForgotten: Rule = ({ after: { nextDeadline, now }, isTimer, answer }) => {
  if (nextDeadline === null || answer !== 'allowed') return;
  if (isTimer) expect(nextDeadline > now).toBe(true);
  else expect(nextDeadline >= now).toBe(true);
};

export const itTravelsAsJson: Rule = ({ after: { ticket, step } }) => {
  expect(isDeepStrictEqual(JSON.parse(JSON.stringify({ ticket, step })), { ticket, step })).toBe(true);
};

export const phasesFollowTheArrows: Rule = ({ before, after: { step, ticket } }) => {
  let phase = before.ticket.phase;
  for (const { type, data } of step) {
    if (type === 'ticket.closed') phase = 'resolve';
    if (type !== 'phase.entered') continue;
    expect(data.from).toBe(phase);
    expect(isArrow(data.from, data.to)).toBe(true);
    phase = data.to;
  }
  expect(ticket.phase).toBe(phase);
};

/** The customer's clocks stand still exactly while the customer owes an answer. */
export const clocksPauseWithTheCustomer: Rule = ({ after: { ticket } }) => {
  for (const { kind, dueAt, pause } of running(ticket)) {
    const pauses = kind === 'status-update' || kind === 'estimate' || kind === 'resolution';
    const still = pauses && ticket.waiting !== null;
    expect([kind, dueAt === null, pause !== null]).toEqual([kind, still, still]);
  }
};

export const oneHonestProgressMessageAStep: Rule = ({ after: { step, now } }) => {
  const progress = step.flatMap(({ type, data }) =>
    type === 'message.composed' && data.template === 'progress' ? [data.values] : [],
  );
  expect(progress.length).toBeLessThanOrEqual(1);
  for (const { nextUpdateBy, resolutionBy } of progress) {
    for (const by of [nextUpdateBy, resolutionBy]) if (typeof by === 'string') expect(by >= now).toBe(true);
  }
};

export const refusalsChangeNothing: Rule = ({ before, after: later, answer }) => {
  if (answer !== 'allowed') expect(later.ticket).toBe(before.ticket);
};

/** Due instants of a team's clock fall into its hours (their end included), unless somebody gave them as an estimate. */
export const teamClocksKeepHours: Rule = ({ before, after: { step, ticket } }) => {
  for (const { type, data } of step) {
    if (type !== 'promise.made' && type !== 'promise.resumed') continue;
    const promise = ticket.promises.find((one) => nameOf(one) === nameOf(data)) as TicketPromise;
    const estimated = promise.kind === 'resolution' && (before.ticket.estimate ?? ticket.estimate) !== null;
    if (promise.clock === 'wall' || estimated || data.dueAt === null) continue;
    expect([data, isOpenAt(promise.clock, data.dueAt)]).toEqual([data, true]);
  }
};

const SPANS = { 'status-update': terms.promises.statusUpdate, resolution: terms.promises.resolution };

/** How much of its clock a promise is given; `null` for one that is due at an instant (the end of a day, an estimate). */
function spanOf({ kind: promised }: TicketPromise, { kind, estimate }: Ticket): Milliseconds | null {
  if (promised === 'pick-up') return terms.promises.pickUp;
  if (promised === 'decision') return terms.promises.decision;
  if (promised === 'estimate') return terms.promises.estimate;
  if (promised !== 'status-update' && promised !== 'resolution') return null;
  const span = kind === null || (promised === 'resolution' && estimate !== null) ? null : SPANS[promised][kind];
  return typeof span === 'number' ? span : null;
}

/** Closed hours cost a team nothing: what it is given, and what a pause left of that, is counted in open hours alone. */
export const closedHoursCostNothing: Rule = ({ before, after: { step, ticket } }) => {
  // As each event left it: what fell due before a review was made by the kind before it.
  let now: Ticket | null = before.ticket;
  for (const event of step) {
    now = evolve(now, event);
    const { type, data, at } = event;
    if (type !== 'promise.made' && type !== 'promise.resumed') continue;
    const promise = ticket.promises.find((one) => nameOf(one) === nameOf(data)) as TicketPromise;
    const was = before.ticket.promises.find((one) => nameOf(one) === nameOf(data));
    if (promise.clock === 'wall' || data.dueAt === null) continue;
    const given = type === 'promise.made' ? spanOf(promise, now) : leftOf(was, before.ticket);
    const from = type === 'promise.made' ? data.madeAt : at;
    if (given !== null) expect([data, workedBetween(promise.clock, from, data.dueAt)]).toEqual([data, given]);
  }
};

/** What was left of a paused promise, counted anew; an estimate may lie where nobody works, and is not moved by that. */
function leftOf(was: TicketPromise | undefined, { estimate }: Ticket): Milliseconds | null {
  if (was === undefined || was.clock === 'wall') return null;
  if (was.kind === 'resolution' && estimate !== null) return null;
  const due = was.pause?.due ?? null;
  return was.pause === null || due === null ? null : workedBetween(was.clock, was.pause.since, due.at);
}

/** Nobody of a team is told of a rung while the team is closed, unless an estimate lies there. */
export const closedTeamsAreLeftAlone: Rule = ({ before, after: { step, ticket } }) => {
  for (const { type, data } of step) {
    if (type !== 'promise.warned' && type !== 'promise.missed') continue;
    const { clock, kind } = ticket.promises.find((one) => nameOf(one) === nameOf(data)) as TicketPromise;
    const estimated = kind === 'resolution' && (before.ticket.estimate ?? ticket.estimate) !== null;
    if (clock !== 'wall' && !estimated) expect([data, isOpenAt(clock, data.dueAt)]).toEqual([data, true]);
  }
};

function workedBetween(clock: Exclude<ClockRef, 'wall'>, from: Instant, to: Instant): Milliseconds {
  if (to <= from) return 0;
  const { alwaysOpen, openings } = hoursOf(clock, after(from, -DAY), after(to, DAY));
  if (alwaysOpen) return msBetween(from, to);
  const worked = openings.map(({ opensAt, closesAt }) => msBetween(later(from, opensAt), earlier(to, closesAt)));
  return worked.filter((ms) => ms > 0).reduce((sum, ms) => sum + ms, 0);
}

function isOpenAt(clock: Exclude<ClockRef, 'wall'>, at: string): boolean {
  const { alwaysOpen, openings } = hoursOf(clock, after(at, -DAY), after(at, DAY));
  return alwaysOpen || openings.some(({ opensAt, closesAt }) => opensAt <= at && at <= closesAt);
}

/** The first decision that may stand does: what has ended changes no more, and only two different managers grant much. */
export const decisionsStand: Rule = ({ before, after: { ticket } }) => {
  for (const [index, was] of before.ticket.approvals.entries()) {
    const is = ticket.approvals[index] as Approval;
    if (was.endedAt !== null) expect([is.state, is.endedAt]).toEqual([was.state, was.endedAt]);
    const standing = was.decisions.filter((decided) => decided.standing);
    expect(is.decisions.filter((decided) => decided.standing).slice(0, standing.length)).toEqual(standing);
  }
  for (const { state, amount, decisions, endedAt, expiresAt } of ticket.approvals) {
    const approving = decisions.filter(({ standing, decision }) => standing && decision === 'approve');
    if (state !== 'approved') continue;
    expect(endedAt !== null && endedAt <= expiresAt).toBe(true);
    const { perLevel, fourEyesAbove } = terms.approvals.limits['EUR'] as LimitTerms;
    const minor = amount?.minor ?? 0;
    expect(Math.max(...approving.map(({ level }) => perLevel[(level ?? 0) - 1] ?? 0))).toBeGreaterThanOrEqual(minor);
    expect(new Set(approving.map(({ by }) => by)).size).toBe(minor > fourEyesAbove ? 2 : 1);
  }
};

/** Undecided requests and running promises of a decision are the same, but while a resolution waits for the customer. */
export const everyUndecidedRequestIsPromised: Rule = ({ after: { ticket } }) => {
  const promised = running(ticket).flatMap(({ kind, subject }) => (kind === 'decision' ? [subject] : []));
  const undecided = ticket.approvals.filter(isUndecided).map(({ id }) => id);
  expect(undecided).toEqual(expect.arrayContaining(promised));
};
