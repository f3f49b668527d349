import fc from 'fast-check';
import { evolve } from '../../../src/domain/ticket/evolve.ts';
import type { Ticket } from '../../../src/domain/ticket/ticket.ts';
import { live, lives, type Life, type Turn } from '../support/random-life.ts';
import * as soundness from '../support/soundness.ts';

const SEED = 20260608;
const RUNS = 250;

const everyLife = (check: (life: Life) => void) => fc.assert(fc.property(lives, check), { seed: SEED, numRuns: RUNS });

/** Frozen, so that a decision that changed what it was given would throw. */
function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
}

/** All rules in one pass, since living is what takes time; the name of a broken one is in the message. */
function checkAll(turn: Turn): void {
  freeze(turn.after.ticket);
  for (const [name, rule] of Object.entries(soundness)) {
    try {
      rule(turn);
    } catch (cause) {
      throw new Error(`${name}: ${String(cause)}`, { cause });
    }
  }
}

describe(`whatever is done to a ticket, in any order, at any time (${RUNS} lives, seed ${SEED})`, () => {
  test(`its rules hold after every step: ${Object.keys(soundness).join(', ')}`, () =>
    everyLife((life) => void live(life, checkAll)));

  test('all events from the first on give the same ticket', () =>
    everyLife((life) => {
      const { ticket, events } = live(life, () => undefined);
      expect(events.reduce<Ticket | null>(evolve, null)).toEqual(ticket);
    }));

  test('the lives reach every phase, both ends, and refusals enough to mean something', () => {
    const seen = new Map<string, number>();
    const see = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
    everyLife((life) => {
      live(life, ({ after: { ticket, status, step }, answer }) => {
        const marks = [answer === 'allowed' ? 'lawful' : 'refused', ticket.phase, status];
        if (ticket.reopenings > 0) marks.push('reopened');
        new Set([...marks, ...step.map(({ type }) => type)]).forEach(see);
      });
    });
    const counted = (what: string) => seen.get(what) ?? 0;
    expect(counted('lawful')).toBeGreaterThan(2000);
    expect(counted('refused')).toBeGreaterThan(500);
    const rare = ['submit', 'forward', 'specialist', 'closed', 'resolved', 'waiting-for-customer', 'reopened'];
    const events = [
      'promise.resumed',
      'promise.settled',
      'promise.withdrawn',
      'reminder.sent',
      'consultation.answered',
      'approval.decided',
      'approval.decision-refused',
      'approval.expired',
      'approval.withdrawn',
    ];
    const counts = [...rare, ...events].map((what) => [what, counted(what)] as const);
    expect(counts.filter(([, count]) => count < 5)).toEqual([]);
  });
});
