import { sql } from 'kysely';
import fc from 'fast-check';
import { after, instantOf, type Instant } from '../../../src/domain/calendar/instant.ts';
import type { Policy } from '../../../src/domain/policy/schema.ts';
import type { TicketEvent } from '../../../src/domain/ticket/events.ts';
import { evolve } from '../../../src/domain/ticket/evolve.ts';
import type { Ticket } from '../../../src/domain/ticket/ticket.ts';
import type { Store } from '../../../src/store/connect.ts';
import { storeRequest } from '../../../src/store/intake.ts';
import { recordJournal } from '../../../src/store/record-journal.ts';
import { live, lives, type Life } from '../../domain/support/random-life.ts';

/** Where a life is recorded, and by which policy. */
export interface Shelf {
  store: Store;
  policy: Policy;
  hash: string;
}

/** A life as it is recorded: in steps, with an end that another took the place of, or none. */
const recordings = fc.record({
  life: lives,
  /** After how many steps something else happened than what was recorded first; beyond the last: nothing did. */
  fork: fc.nat(50),
  instead: lives,
  steps: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }),
});
type Recorded = typeof recordings extends fc.Arbitrary<infer T> ? T : never;

/** Records random lives, each under an id of its own. */
export async function recordLives(shelf: Shelf, { count, seed }: { count: number; seed: number }): Promise<void> {
  const sampled = fc.sample(recordings, { numRuns: count, seed });
  for (const [index, recorded] of sampled.entries()) await recordLife(shelf, `life-${index}`, recorded);
}

async function recordLife(shelf: Shelf, id: string, { life, fork, instead, steps }: Recorded): Promise<void> {
  const recording = new Recording(shelf, id);
  const eventsOf = (lived: Life) => recording.own(live(lived, () => undefined).events);
  const events = eventsOf(life);
  await recording.submit(events);
  await recording.goOn(events, steps);
  if (fork >= life.steps.length) return;
  const otherwise = { ...life, steps: [...life.steps.slice(0, fork), ...instead.steps] };
  await recording.replaceBy(eventsOf(otherwise), events);
}

/** Records a story, or a life, in steps. */
export class Recording {
  private recorded = 0;
  private decided = 0;

  constructor(
    private readonly shelf: Shelf,
    private readonly id: string,
  ) {}

  /** The events as they are when they happen to this ticket. */
  own(events: TicketEvent[]): TicketEvent[] {
    return JSON.parse(JSON.stringify(events).replaceAll('ticket-1', this.id)) as TicketEvent[];
  }

  /** The first page of the journal is the intake's. */
  async submit(events: TicketEvent[]): Promise<void> {
    const { store, policy, hash } = this.shelf;
    this.recorded = events.findIndex(({ type }) => type === 'message.composed') + 1;
    const page = events.slice(0, this.recorded);
    await storeRequest(store, policy, {
      decision: { ticket: ticketAfter(page), events: page },
      messageId: `${this.id}-first`,
      address: null,
      authorName: 'Carla',
      subject: 'Slow',
      body: 'My server is slow.',
      topic: null,
      service: null,
      locale: 'en',
      timeZone: 'Europe/Rome',
      country: null,
      policyHash: hash,
      continues: null,
    });
  }

  /** In steps of these sizes, over and over. */
  async goOn(events: TicketEvent[], steps: number[]): Promise<void> {
    for (let step = 0; this.recorded < events.length; step += 1) {
      await this.record(events, this.recorded, this.recorded + steps[step % steps.length]!);
    }
  }

  /** The workflow task was relived, and something else happened. */
  async replaceBy(events: TicketEvent[], before: TicketEvent[]): Promise<void> {
    const same = events.findIndex((event, index) => JSON.stringify(event) !== JSON.stringify(before[index]));
    if (same >= 5 && same < before.length) await this.record(events, same, events.length);
  }

  private async record(events: TicketEvent[], from: number, to: number): Promise<void> {
    const { store, policy } = this.shelf;
    const until = events.slice(0, to);
    await recordJournal(store, policy, {
      ticket: ticketAfter(until),
      events: until.slice(from),
      commands: {},
      runId: 'run',
      decidedAt: this.nextDecision(),
      generation: 0,
    });
    this.recorded = until.length;
  }

  private nextDecision(): Instant {
    this.decided += 1;
    return after(instantOf(0), this.decided);
  }
}

const ticketAfter = (events: TicketEvent[]): Ticket => {
  const ticket = events.reduce<Ticket | null>(evolve, null);
  if (ticket === null) throw new Error('a ticket begins with an event');
  return ticket;
};

/** Every journal, by ticket, as it is recorded. */
export async function journalsIn(store: Store): Promise<Map<string, TicketEvent[]>> {
  const rows = await store.selectFrom('journal').orderBy('ticket_id').orderBy('seq').selectAll().execute();
  const journals = new Map<string, TicketEvent[]>();
  for (const { ticket_id, at, type, by, data } of rows) {
    const events = journals.get(ticket_id) ?? [];
    journals.set(ticket_id, events);
    events.push({ at: at.toISOString(), type, by, data } as TicketEvent);
  }
  return journals;
}

/** What is noted of promises, in an order of its own. */
export const factsIn = async (store: Store): Promise<object[]> =>
  (await sql<object>`select * from promise_facts order by ticket_id, kind, cycle`.execute(store)).rows;
