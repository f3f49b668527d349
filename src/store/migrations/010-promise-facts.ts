import { sql, type Kysely } from 'kysely';

/** How many tickets are read at a time: a statement may not take longer than a migration's patience. */
const PORTION = 10_000;

/** What reports are made from: each promise by itself, and the digests written so far. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table promise_facts (
    ticket_id text not null references tickets (id),
    kind text not null,
    cycle integer not null,
    team text not null,
    made_at timestamptz not null,
    due_at timestamptz,
    state text not null,
    settled_at timestamptz,
    reestimated boolean not null,
    lateness_ms bigint,
    decided_at timestamptz,
    primary key (ticket_id, kind, cycle)
  )`.execute(db);
  await sql`create index promise_facts_by_making on promise_facts (made_at)`.execute(db);
  await sql`create index promise_facts_by_outcome on promise_facts (decided_at)`.execute(db);

  // The few events that say whose a ticket is: a journal has many others between them.
  await sql`create index journal_turns on journal (ticket_id, seq) where type in ('ticket.submitted',
    'ticket.handed-over', 'ticket.resolved', 'ticket.returned', 'ticket.closed', 'ticket.reopened', 'waiting.began',
    'waiting.ended', 'approval.asked', 'approval.decided', 'approval.expired', 'approval.withdrawn')`.execute(db);
  await sql`create index tickets_by_submission on tickets (submitted_at, id)`.execute(db);

  // In the database, as the backfill and the repair of one ticket must agree.
  await sql`create function note_promises(first integer, last integer) returns void language sql as $$
    insert into promise_facts
      (ticket_id, kind, cycle, team, made_at, due_at, state, settled_at, reestimated, lateness_ms, decided_at)
    select
      tickets.id,
      promise->>'kind',
      (promise->>'cycle')::integer,
      case
        when promise->>'kind' = 'decision' then 'approvers'
        when promise->>'clock' = 'wall' then coalesce(holder.team, tickets.team)
        else promise->'clock'->>'team'
      end,
      (promise->>'madeAt')::timestamptz,
      (promise->>'dueAt')::timestamptz,
      promise->>'state',
      (promise->>'settledAt')::timestamptz,
      coalesce((promise->>'reestimated')::boolean, false),
      (missed.data->>'latenessMs')::bigint,
      (case promise->>'state' when 'missed' then missed.data->>'firedAt' else promise->>'settledAt' end)::timestamptz
    from tickets
    cross join jsonb_array_elements(tickets.state->'promises') promise
    left join journal made on made.ticket_id = tickets.id and made.type = 'promise.made'
      and made.data->>'kind' = promise->>'kind' and made.data->'cycle' = promise->'cycle'
    left join journal missed on missed.ticket_id = tickets.id and missed.type = 'promise.missed'
      and missed.data->>'kind' = promise->>'kind' and missed.data->'cycle' = promise->'cycle'
    left join lateral (
      select coalesce(data->>'to', data->>'team') as team from journal
      where promise->>'clock' = 'wall' and ticket_id = tickets.id and seq < made.seq
        and type in ('ticket.submitted', 'ticket.handed-over', 'ticket.reopened')
      order by seq desc limit 1
    ) holder on true
    where tickets.number between first and last
  $$`.execute(db);
  const { rows } = await sql<{ last: number | null }>`select max(number) as last from tickets`.execute(db);
  for (let first = 1; first <= (rows[0]?.last ?? 0); first += PORTION) {
    await sql`select note_promises(${first}::integer, ${first + PORTION - 1}::integer)`.execute(db);
  }

  await sql`create table digests (
    week text primary key,
    content jsonb not null,
    text text not null,
    written_at timestamptz not null,
    sent_at timestamptz
  )`.execute(db);
}
