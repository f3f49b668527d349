import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase } from '../support/servers/database.ts';
import { playE2 } from '../support/world/e2.ts';
import { playE3 } from '../support/world/e3.ts';
import { watchLive, type LiveClient, type LiveEvent } from '../support/world/live-client.ts';
import type { JournalEvent } from '../support/world/people.ts';
import { startRealWorld, type RealWorld } from '../support/world/real-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';

/** A person's pace, for what takes minutes in the story. */
const paced = () => sleep(400);

/** Watches the only ticket there is that is not closed yet; leaves in the middle and comes back where it left. */
class Watcher {
  private client: LiveClient | null = null;
  private readonly earlier: LiveEvent[] = [];
  private readonly lags: number[] = [];

  constructor(
    private readonly world: RealWorld,
    private readonly who: Person,
    private readonly leaves: boolean,
  ) {}

  async look(): Promise<void> {
    if (this.client !== null && !this.leaves) return;
    await this.away();
    const token = await this.world.tokens.of(this.who);
    this.client = await watchLive(this.world.url, await this.newest(), token, this.earlier.at(-1)?.id);
  }

  /** Everything that was seen, once `last` has come. */
  async sawAll(last: number): Promise<LiveEvent[]> {
    await this.client?.until((events) => (events.at(-1)?.data.seq ?? 0) >= last);
    await this.away();
    return this.earlier;
  }

  private async away(): Promise<void> {
    if (this.client === null) return;
    const { events, arrivals } = this.client;
    this.earlier.push(...events);
    const began = arrivals[0] ?? 0;
    for (const [index, { data }] of events.entries()) {
      // What had happened before they watched is no news.
      if (Date.parse(data.at) > began) this.lags.push((arrivals[index] ?? 0) - Date.parse(data.at));
    }
    await this.client.leave();
    this.client = null;
  }

  /** How long after a change they heard of it. */
  get pace(): string {
    const lags = this.lags.toSorted((a, b) => a - b);
    return `${lags.length} changes heard of after ${lags[lags.length >> 1]} ms (median), ${lags.at(-1)} ms (longest)`;
  }

  private async newest(): Promise<string> {
    type Page = { items: { id: string; status: string }[] };
    const { body } = await this.world.people.send<Page>(this.who, 'GET', '/v1/tickets');
    return body.items.find(({ status }) => status !== 'closed')?.id ?? 'none';
  }
}

const seqs = (events: { seq: number }[]) => events.map(({ seq }) => seq);

/** What customers are never told, by type. */
const STAFF_ONLY = /^(promise\.warned|consultation\.|delivery\.|signal\.)/;

describe('E2 and E3 on real servers, watched live by their customer and by staff', () => {
  let world: RealWorld;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  beforeAll(async () => {
    database = await createDatabase();
    world = await startRealWorld(database.url);
  });
  afterAll(async () => {
    await world.end();
    await database.drop();
  });

  test.each([
    ['E2', playE2, false],
    ['E3', playE3, false],
    ['E3, by people whose connection breaks again and again', playE3, true],
  ])('%s', async (name, play, leaves) => {
    const { people } = world;
    const watchers = { staff: new Watcher(world, ADA, leaves), customer: new Watcher(world, CARLA, leaves) };
    const id = await play(people, async () => {
      await Promise.all([watchers.staff.look(), watchers.customer.look()]);
      await paced();
    });
    // The last word to the customer is delivered after the ticket is closed.
    await world.client.workflow.getHandle(`ticket-${id}`).result();
    const journal = await people.journal(id);
    const shown = (event: JournalEvent) => event.type === 'ticket.closed' || event.type === 'message.composed';
    const lastForCustomer = journal.filter(shown).at(-1)?.seq ?? 0;

    const seen = await watchers.staff.sawAll(journal.length);
    expect(seen.map(({ data: { message: _message, ...data } }) => data)).toEqual(journal);
    console.log(`${name}: ${watchers.staff.pace}`);

    const customer = await watchers.customer.sawAll(lastForCustomer);
    const told = customer.map(({ data }) => data);
    expect(seqs(told)).toEqual([...new Set(seqs(told))].sort((a, b) => a - b));
    expect(told.filter(({ type }) => STAFF_ONLY.test(type))).toEqual([]);
    expect(told.flatMap(({ message }) => (message === undefined ? [] : [message]))).toEqual(
      await people.conversation(id, CARLA),
    );
    const ofPhases = (events: { type: string; data: object }[]) =>
      events.filter(({ type }) => type === 'phase.entered').map(({ data }) => data);
    expect(ofPhases(told)).toEqual(ofPhases(journal));
    expect(JSON.stringify(told)).not.toContain('Rules beyond our templates');
  });
});
