import fc from 'fast-check';
import { after, DAY, HOUR, later, msBetween, MINUTE, type Instant } from '../../../src/domain/calendar/instant.ts';
import { splitTime, type TicketTime } from '../../../src/domain/reports/time-split.ts';
import { TURN_TYPES, type Turn } from '../../../src/domain/reports/turns.ts';
import { workingSpans } from '../../../src/domain/reports/working-spans.ts';
import type { TicketEvent } from '../../../src/domain/ticket/events.ts';
import { live, lives, type Life } from '../support/random-life.ts';
import { hoursFor, splitBySteps, withoutNothing } from './split-oracle.ts';

const SEED = 20260608;
const RUNS = 300;

interface Case {
  events: TicketEvent[];
  now: Instant;
  serviceSite: string | null;
}

/** What is woven into a life, which knows no approvals: asked at some event, ended a while later. */
interface Asked {
  afterEvent: number;
  ms: number;
  end: 'approved' | 'refused' | 'partly-approved' | 'expired' | 'withdrawn' | 'never';
}
const asked: fc.Arbitrary<Asked> = fc.record({
  afterEvent: fc.nat(1000),
  ms: fc.constantFrom(0, 1, MINUTE, 50 * MINUTE, 5 * HOUR, 2 * DAY),
  end: fc.constantFrom('approved', 'refused', 'partly-approved', 'expired', 'withdrawn', 'never'),
});

const given = fc.record({
  life: lives,
  approvals: fc.array(asked, { maxLength: 4 }),
  /** How long after its last event the ticket is looked at. */
  ms: fc.constantFrom(0, 1, HOUR, 3 * DAY, 40 * DAY),
});

function caseOf({ life, approvals, ms }: { life: Life; approvals: Asked[]; ms: number }): Case {
  const story = live(life, () => undefined);
  const events = approvals.reduce((woven, one, index) => weave(woven, one, `approval-${index}`), story.events);
  return { events, now: after(later(events.at(-1)!.at, story.now), ms), serviceSite: life.serviceSite };
}

function weave(events: TicketEvent[], { afterEvent, ms, end }: Asked, approvalId: string): TicketEvent[] {
  const { at } = events[afterEvent % events.length]!;
  const begun = insert(events, event('approval.asked', at, { approvalId }));
  return end === 'never' ? begun : insert(begun, ending(end, after(at, ms), approvalId));
}

const event = (type: string, at: Instant, data: object) => ({ type, at, by: 'somebody', data }) as TicketEvent;

const ending = (end: Asked['end'], at: Instant, approvalId: string): TicketEvent =>
  end === 'expired' || end === 'withdrawn'
    ? event(`approval.${end}`, at, { approvalId })
    : event('approval.decided', at, { approvalId, state: end });

/** After all that happened at the same instant. */
function insert(events: TicketEvent[], added: TicketEvent): TicketEvent[] {
  const place = events.findLastIndex(({ at }) => at <= added.at) + 1;
  return events.toSpliced(place, 0, added);
}

const isTurn = (one: TicketEvent): one is Turn => (TURN_TYPES as readonly string[]).includes(one.type);

const timeOf = ({ events, now, serviceSite }: Case): TicketTime =>
  splitTime(events.filter(isTurn), now, (team) => workingSpans(hoursFor(team, serviceSite)));

describe("whose a ticket's time was, whatever happened to it", () => {
  test(`in ${RUNS} lives (seed ${SEED}) it adds up, and is whose the ticket itself says it is`, () => {
    const seen = { customer: 0, approval: 0, closedHours: 0, severalTeams: 0, closed: 0, reopened: 0 };
    const check = (one: Case) => {
      const { events, now } = one;
      const { submittedAt, until, ...split } = timeOf(one);
      const { totalMs, customerMs, approvalMs, closedHoursMs, teams } = split;
      const parts = [customerMs, approvalMs, closedHoursMs, ...Object.values(teams)];
      expect(parts.every((ms) => Number.isInteger(ms) && ms >= 0)).toBe(true);
      expect(parts.reduce((sum, ms) => sum + ms, 0)).toBe(totalMs);
      expect(totalMs).toBe(wallTime(events, now));
      expect(customerMs).toBe(saidSilence(events, now));
      expect(withoutNothing(split)).toEqual(withoutNothing(splitBySteps(events, now)));
      expect([submittedAt, until]).toEqual([events[0]!.at, closedAt(events) ?? now]);

      const happened = (type: string) => Number(events.some((other) => other.type === type));
      seen.customer += Number(customerMs > 0);
      seen.approval += Number(approvalMs > 0);
      seen.closedHours += Number(closedHoursMs > 0);
      seen.severalTeams += Number(Object.keys(teams).length > 1);
      seen.closed += happened('ticket.closed');
      seen.reopened += happened('ticket.reopened');
    };
    fc.assert(
      fc.property(given, (values) => check(caseOf(values))),
      { seed: SEED, numRuns: RUNS },
    );
    expect(Object.entries(seen).filter(([, count]) => count < 15)).toEqual([]);
  });
});

function closedAt(events: TicketEvent[]): Instant | null {
  const last = events.findLast(({ type }) => type === 'ticket.closed' || type === 'ticket.reopened');
  return last?.type === 'ticket.closed' ? last.at : null;
}

/** From the first word to the closing or now, without what lies between a closing and a reopening. */
function wallTime(events: TicketEvent[], now: Instant): number {
  let sum = 0;
  let since: Instant | null = null;
  for (const { type, at } of events) {
    if (type === 'ticket.submitted' || type === 'ticket.reopened') since = at;
    if (type !== 'ticket.closed' || since === null) continue;
    sum += msBetween(since, at);
    since = null;
  }
  return since === null ? sum : sum + msBetween(since, now);
}

/** A question and a resolution never stand at once: a resolution ends the waiting. */
function saidSilence(events: TicketEvent[], now: Instant): number {
  let sum = 0;
  let since: Instant | null = null;
  for (const { type, at } of events) {
    if (type === 'waiting.began' || type === 'ticket.resolved') since ??= at;
    if (since === null || !['waiting.ended', 'ticket.returned', 'ticket.closed'].includes(type)) continue;
    sum += msBetween(since, at);
    since = null;
  }
  return since === null ? sum : sum + msBetween(since, now);
}
