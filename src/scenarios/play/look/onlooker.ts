import { setTimeout as sleep } from 'node:timers/promises';
import type { Expectation } from '../../story/expectation.ts';
import { promiseNamed } from '../../story/promise-name.ts';
import type { Setting } from '../setting.ts';
import type { Stage, StoryTicket } from '../stage.ts';
import { firstInQueue, readByTeam, readRecord, type TicketRecord } from '../record.ts';
import type { Promised, Seen } from './seen.ts';
import { whatInstead } from './what-instead.ts';

/** What had to be recorded beside a step is looked for so long before it counts as not there. */
const PATIENCE_MS = 1_500;
const LOOK_EVERY_MS = 50;

/** Holds tickets against what a story expects, and remembers which misses it has told of. */
export class Onlooker {
  private readonly missesTold = new Set<string>();

  constructor(
    private readonly stage: Stage,
    private readonly setting: Setting,
  ) {}

  recordOf({ id, customer }: StoryTicket): Promise<TicketRecord> {
    return readRecord(this.stage.world, id, customer);
  }

  /** @param named the ticket that the step names; `null`: the newest is meant, and of misses all are */
  async look(named: string | null, expected: readonly Expectation[]): Promise<(string | null)[]> {
    await this.stage.settle();
    const ticket = this.stage.ticket(named);
    const giveUp = Date.now() + PATIENCE_MS;
    let record = await this.recordOf(ticket);
    const found: (string | null)[] = [];
    for (const one of expected) {
      for (;;) {
        const instead = whatInstead(one, await this.see(one, named, record));
        if (instead === null) this.noteMiss(one, record);
        if (instead === null || Date.now() > giveUp) {
          found.push(instead);
          break;
        }
        // What is recorded beside the story may take a moment.
        await sleep(LOOK_EVERY_MS);
        record = await this.recordOf(ticket);
      }
    }
    return found;
  }

  private async see(expected: Expectation, named: string | null, record: TicketRecord): Promise<Seen> {
    const { world, tickets } = this.stage;
    const { type } = expected;
    return {
      ...this.setting,
      now: await world.now(),
      record,
      tickets: type === 'nothing-missed' ? await this.recordsOf(named) : [],
      isMissTold: (ticketId, promise) => this.missesTold.has(missOf(ticketId, promise)),
      firstInQueue: type === 'first-in-queue' ? await firstInQueue(world.people, expected.team) : null,
      readByTeam: type === 'team-reads' ? await readByTeam(world.people, expected.team, record.ticket.id) : null,
      idOf: (person) => this.stage.idOf(person),
      ticketNamed: (name) => tickets.find((ticket) => ticket.name === name)?.id,
      nameOfTicket: (id) => tickets.find((ticket) => ticket.id === id)?.name ?? id,
    };
  }

  private recordsOf(named: string | null): Promise<Seen['tickets']> {
    const tickets = named === null ? this.stage.tickets : [this.stage.ticket(named)];
    return Promise.all(tickets.map(async (ticket) => ({ name: ticket.name, record: await this.recordOf(ticket) })));
  }

  /** `nothing else missed`: but for the misses that were expected by name, and came. */
  private noteMiss(expected: Expectation, { ticket }: TicketRecord): void {
    const tells =
      (expected.type === 'promise-is' && expected.state === 'missed') || expected.type === 'promise-reported';
    if (!tells) return;
    const missed = promiseNamed(ticket.promises, expected.promise);
    if (missed !== undefined) this.missesTold.add(missOf(ticket.id, missed));
  }
}

const missOf = (ticketId: string, { kind, cycle }: Pick<Promised, 'kind' | 'cycle'>): string =>
  `${ticketId} ${kind} ${cycle}`;
