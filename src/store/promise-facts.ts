import { sql, type InsertObject, type Transaction } from 'kysely';
import { APPROVERS } from '../domain/policy/approvers.ts';
import type { TicketPromise } from '../domain/promises/promise.ts';
import type { EventData, TicketEvent } from '../domain/ticket/events.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';
import { toJsonb } from './jsonb.ts';
import type { Database } from './schema.ts';

/** Of which promise an event tells. */
type Name = Pick<TicketPromise, 'kind' | 'cycle'>;

const nameOf = ({ kind, cycle }: Name): string => `${kind} ${cycle}`;

/** Writes what events that are in the journal have done to the promises of their ticket, as `ticket` has them afterwards. */
export async function notePromises(tx: Transaction<Database>, ticket: Ticket, events: TicketEvent[]): Promise<void> {
  const firstSeq = ticket.seq - events.length + 1;
  const told = new Set<string>();
  const madeBy = new Map<string, number>();
  const misses = new Map<string, EventData['promise.missed']>();
  for (const [index, { type, data }] of events.entries()) {
    if (type.startsWith('promise.')) told.add(nameOf(data as Name));
    if (type === 'promise.made') madeBy.set(nameOf(data), firstSeq + index);
    if (type === 'promise.missed') misses.set(nameOf(data), data);
  }
  const made: InsertObject<Database, 'promise_facts'>[] = [];
  const older: Outcome[] = [];
  for (const promise of ticket.promises.filter((one) => told.has(nameOf(one)))) {
    const outcome = outcomeOf(promise, misses.get(nameOf(promise)));
    const seq = madeBy.get(nameOf(promise));
    if (seq === undefined) older.push(outcome);
    else made.push({ ...outcome, ...originOf(ticket, promise, seq) });
  }
  if (made.length > 0) await insert(tx, made);
  // Fewer: recorded by an earlier version, which knew of no facts, while this one was being rolled out.
  if (older.length > 0 && (await update(tx, ticket.id, older)) < older.length) await noteAnew(tx, ticket.id);
}

/** Writes all promises of a ticket again from what is recorded of it. */
export async function noteAnew(tx: Transaction<Database>, ticketId: string): Promise<void> {
  await forgetPromises(tx, ticketId);
  await sql`select note_promises(number, number) from tickets where id = ${ticketId}`.execute(tx);
}

export async function forgetPromises(tx: Transaction<Database>, ticketId: string): Promise<void> {
  await tx.deleteFrom('promise_facts').where('ticket_id', '=', ticketId).execute();
}

type Outcome = ReturnType<typeof outcomeOf>;

/** What may change of a promise; of a miss, only the events that tell of it know when it was noticed. */
const outcomeOf = (
  { kind, cycle, dueAt, state, settledAt, reestimated }: TicketPromise,
  miss: EventData['promise.missed'] | undefined,
) => ({
  kind,
  cycle,
  due_at: dueAt,
  state,
  settled_at: settledAt,
  reestimated,
  lateness_ms: miss?.latenessMs ?? null,
  decided_at: state === 'missed' ? (miss?.firedAt ?? null) : settledAt,
});

/** What is so from its making on. By the wall it is owed by whoever held the ticket then, which the journal knows. */
const originOf = (ticket: Ticket, { kind, madeAt, clock }: TicketPromise, seq: number) => ({
  ticket_id: ticket.id,
  made_at: madeAt,
  team: kind === 'decision' ? APPROVERS : clock === 'wall' ? holderAt(ticket, seq) : clock.team,
});

const holderAt = ({ id, team }: Ticket, seq: number) => sql<string>`coalesce((
  select coalesce(data->>'to', data->>'team') from journal
  where ticket_id = ${id} and seq < ${seq}::integer
    and type in ('ticket.submitted', 'ticket.handed-over', 'ticket.reopened')
  order by seq desc limit 1
), ${team})`;

/** Whatever an earlier version left there gives way: a ticket must be recorded. */
async function insert(tx: Transaction<Database>, made: InsertObject<Database, 'promise_facts'>[]): Promise<void> {
  await tx
    .insertInto('promise_facts')
    .values(made)
    .onConflict((conflict) =>
      conflict.columns(['ticket_id', 'kind', 'cycle']).doUpdateSet(({ ref }) => ({
        team: ref('excluded.team'),
        made_at: ref('excluded.made_at'),
        due_at: ref('excluded.due_at'),
        state: ref('excluded.state'),
        settled_at: ref('excluded.settled_at'),
        reestimated: ref('excluded.reestimated'),
        lateness_ms: ref('excluded.lateness_ms'),
        decided_at: ref('excluded.decided_at'),
      })),
    )
    .execute();
}

/** @returns how many of them were there */
async function update(tx: Transaction<Database>, ticketId: string, outcomes: Outcome[]): Promise<number> {
  const { numAffectedRows } = await sql`
    update promise_facts set
      due_at = changed.due_at,
      state = changed.state,
      settled_at = changed.settled_at,
      reestimated = changed.reestimated,
      lateness_ms = coalesce(changed.lateness_ms, promise_facts.lateness_ms),
      decided_at = coalesce(changed.decided_at, promise_facts.decided_at)
    from jsonb_to_recordset(${toJsonb(outcomes)}::jsonb) as changed (kind text, cycle integer, due_at timestamptz,
      state text, settled_at timestamptz, reestimated boolean, lateness_ms bigint, decided_at timestamptz)
    where ticket_id = ${ticketId} and promise_facts.kind = changed.kind and promise_facts.cycle = changed.cycle`.execute(
    tx,
  );
  return Number(numAffectedRows);
}
