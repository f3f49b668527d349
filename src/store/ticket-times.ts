import { sql } from 'kysely';
import type { Instant } from '../domain/calendar/instant.ts';
import type { Days } from '../domain/reports/calendar-days.ts';
import { addTimes, NO_TIME, splitTime, type SummedTimes, type TicketTime } from '../domain/reports/time-split.ts';
import { holdersIn, TURN_TYPES, type Turn } from '../domain/reports/turns.ts';
import type { WorkingSpans } from '../domain/reports/working-spans.ts';
import type { Store } from './connect.ts';
import { HoursShelf } from './hours-shelf.ts';
import type { PolicyShelf } from './policies.ts';
import type { StoredTicket } from './tickets.ts';

export interface TimeSources {
  store: Store;
  policies: PolicyShelf;
  /** Where the lives of open tickets are cut off. */
  now: Instant;
}

type TimedTicket = Pick<StoredTicket, 'id' | 'policy_hash' | 'submitted_at'>;

/** How many tickets are held in memory at a time. */
const PAGE = 500;

/** @throws UnknownPolicyError */
export async function readTicketTime(sources: TimeSources, ticket: TimedTicket): Promise<TicketTime> {
  const turns = await readTurns(sources.store, [ticket.id]);
  const hours = new HoursShelf(ticket.submitted_at.toISOString(), sources.now);
  return timeOf(sources, ticket, turns.get(ticket.id) ?? [], hours);
}

/** Of all tickets submitted between two instants, page by page. @throws UnknownPolicyError */
export async function sumTicketTimes(
  sources: TimeSources,
  { begins, ends }: Pick<Days, 'begins' | 'ends'>,
): Promise<SummedTimes> {
  const hours = new HoursShelf(begins, sources.now);
  let sum: SummedTimes = { tickets: 0, ...NO_TIME };
  for (let last: TimedTicket | null = null; ;) {
    const page: TimedTicket[] = await readPage(sources.store, { begins, ends }, last);
    const turns = await readTurns(
      sources.store,
      page.map(({ id }) => id),
    );
    for (const ticket of page) {
      const time = await timeOf(sources, ticket, turns.get(ticket.id) ?? [], hours);
      sum = { tickets: sum.tickets + 1, ...addTimes(sum, time) };
    }
    last = page.at(-1) ?? null;
    if (last === null || page.length < PAGE) return sum;
  }
}

const readPage = (
  store: Store,
  { begins, ends }: Pick<Days, 'begins' | 'ends'>,
  last: TimedTicket | null,
): Promise<TimedTicket[]> => {
  const tickets = store
    .selectFrom('tickets')
    .where('submitted_at', '>=', new Date(begins))
    .where('submitted_at', '<', new Date(ends))
    .orderBy('submitted_at')
    .orderBy('id')
    .limit(PAGE)
    .select(['id', 'policy_hash', 'submitted_at']);
  return (
    last === null ? tickets : tickets.where(sql<boolean>`(submitted_at, id) > (${last.submitted_at}, ${last.id})`)
  ).execute();
};

/** Only the few events of each journal that change whose the time is. */
async function readTurns(store: Store, ids: string[]): Promise<Map<string, Turn[]>> {
  const turns = new Map<string, Turn[]>();
  if (ids.length === 0) return turns;
  const rows = await store
    .selectFrom('journal')
    .where('ticket_id', '=', sql<string>`any(${ids})`)
    .where('type', 'in', TURN_TYPES)
    .orderBy('ticket_id')
    .orderBy('seq')
    .select(['ticket_id', 'at', 'type', 'by', 'data'])
    .execute();
  for (const { ticket_id, at, ...event } of rows) {
    const turn = { ...event, at: at.toISOString() } as Turn;
    const ofTicket = turns.get(ticket_id);
    if (ofTicket === undefined) turns.set(ticket_id, [turn]);
    else ofTicket.push(turn);
  }
  return turns;
}

async function timeOf(
  { policies, now }: TimeSources,
  { policy_hash }: TimedTicket,
  turns: Turn[],
  hours: HoursShelf,
): Promise<TicketTime> {
  const [submitted] = turns;
  const serviceSite = submitted?.type === 'ticket.submitted' ? submitted.data.serviceSite : null;
  const policy = await policies.find(policy_hash);
  const known = new Map<string, WorkingSpans>();
  for (const team of holdersIn(turns)) known.set(team, await hours.find(policy, policy_hash, team, serviceSite));
  return splitTime(turns, now, (team) => {
    const ofTeam = known.get(team);
    if (ofTeam === undefined) throw new Error(`${team} never held the ticket`);
    return ofTeam;
  });
}
