import { sql, type Kysely } from 'kysely';

/** What reports are made from: each promise by itself, and the digests written so far. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table promise_facts (
    ticket_id text not null references tickets (id),
    kind text not null,
    cycle integer not null,
    team text not null,
    made_at timestamptz not null,
    due_at timestamptz,
    state text not null default 'running',
    settled_at timestamptz,
    reestimated boolean not null default false,
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

  // By the wall a promise is owed by whoever held the ticket when it was made.
  // Its plans are kept as long as a connection, and must not be those for a table that was small.
  await sql`create function note_promise(event journal) returns void language plpgsql set enable_seqscan = off as $$
    declare
      holder text;
    begin
      if event.type = 'promise.made' then
        select coalesce(data->>'to', data->>'team') into holder from journal
        where ticket_id = event.ticket_id and seq < event.seq
          and type in ('ticket.submitted', 'ticket.handed-over', 'ticket.reopened')
        order by seq desc limit 1;
        insert into promise_facts (ticket_id, kind, cycle, team, made_at, due_at)
        values (
          event.ticket_id, event.data->>'kind', (event.data->>'cycle')::integer,
          case when event.data->>'kind' = 'decision' then 'approvers'
            else coalesce(event.data->'clock'->>'team', holder, 'nobody') end,
          (event.data->>'madeAt')::timestamptz, (event.data->>'dueAt')::timestamptz
        ) on conflict do nothing;
        return;
      end if;
      update promise_facts set
        due_at = case event.type
          when 'promise.paused' then case when state <> 'running' then due_at end
          when 'promise.resumed' then coalesce((event.data->>'dueAt')::timestamptz, due_at)
          else due_at end,
        state = case event.type
          when 'promise.kept' then 'kept'
          when 'promise.missed' then 'missed'
          when 'promise.withdrawn' then 'withdrawn'
          else state end,
        settled_at = case when event.type in ('promise.kept', 'promise.settled', 'promise.withdrawn') then event.at
          else settled_at end,
        reestimated = reestimated or (event.type = 'promise.withdrawn' and event.data->>'reason' = 're-estimated'),
        lateness_ms = case event.type when 'promise.missed' then (event.data->>'latenessMs')::bigint else lateness_ms end,
        decided_at = case
          when event.type = 'promise.missed' then (event.data->>'firedAt')::timestamptz
          when event.type in ('promise.kept', 'promise.withdrawn') then event.at
          else decided_at end
      where ticket_id = event.ticket_id
        and kind = event.data->>'kind' and cycle = (event.data->>'cycle')::integer;
    end $$`.execute(db);
  await sql`create function note_promises(ids text[]) returns void language plpgsql as $$
    declare
      event journal;
    begin
      for event in select * from journal where ticket_id = any(ids) and type like 'promise.%' order by ticket_id, seq loop
        perform note_promise(event);
      end loop;
    end $$`.execute(db);
  await sql`create function note_new_promise() returns trigger language plpgsql as $$
    begin
      perform note_promise(new);
      return null;
    end $$`.execute(db);
  await sql`create function forget_promises() returns trigger language plpgsql as $$
    declare
      ids text[] := array(select distinct ticket_id from gone);
    begin
      delete from promise_facts where ticket_id = any(ids);
      perform note_promises(ids);
      return null;
    end $$`.execute(db);

  await backfill(db);
  // By triggers, so that no way of writing the journal can forget it: workers of an earlier build write it as well.
  await sql`create trigger promise_is_noted after insert on journal for each row
    when (new.type like 'promise.%' and new.type <> 'promise.warned') execute function note_new_promise()`.execute(db);
  // The end of a journal was forgotten: older promises may have been kept or missed in it.
  await sql`create trigger promises_are_forgotten after delete on journal referencing old table as gone
    for each statement execute function forget_promises()`.execute(db);

  await sql`create table digests (
    week text primary key,
    content jsonb not null,
    text text not null,
    written_at timestamptz not null,
    sent_at timestamptz
  )`.execute(db);
}

/** How many tickets are read at a time: a statement may not take longer than a migration's patience. */
const PORTION = 5_000;

/** All at once rather than event by event: meanwhile nobody can write. The tickets know what became of their promises. */
async function backfill(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(number), 0) as last from tickets`.execute(db);
  for (let first = 1; first <= (rows[0]?.last ?? 0); first += PORTION) {
    await sql`
      with portion as materialized (
        select id, team, state from tickets where number between ${first}::integer and ${first + PORTION - 1}::integer
      ), told as materialized (
        select ticket_id, seq, type, data, data->>'kind' as kind, (data->>'cycle')::integer as cycle
        from journal join portion on id = ticket_id where type in ('promise.made', 'promise.missed')
      )
      insert into promise_facts
        (ticket_id, kind, cycle, team, made_at, due_at, state, settled_at, reestimated, lateness_ms, decided_at)
      select id, promise->>'kind', (promise->>'cycle')::integer,
        case when promise->>'kind' = 'decision' then 'approvers'
          else coalesce(promise->'clock'->>'team', holder.team, portion.team) end,
        (promise->>'madeAt')::timestamptz, (promise->>'dueAt')::timestamptz,
        promise->>'state', (promise->>'settledAt')::timestamptz,
        coalesce((promise->>'reestimated')::boolean, false),
        (missed.data->>'latenessMs')::bigint,
        (case promise->>'state' when 'missed' then missed.data->>'firedAt' else promise->>'settledAt' end)::timestamptz
      from portion
      cross join jsonb_array_elements(portion.state->'promises') promise
      left join told made on made.ticket_id = id and made.type = 'promise.made'
        and made.kind = promise->>'kind' and made.cycle = (promise->>'cycle')::integer
      left join told missed on missed.ticket_id = id and missed.type = 'promise.missed'
        and missed.kind = promise->>'kind' and missed.cycle = (promise->>'cycle')::integer
      left join lateral (
        select coalesce(data->>'to', data->>'team') as team from journal
        where promise->>'clock' = 'wall' and ticket_id = id and seq < made.seq
          and type in ('ticket.submitted', 'ticket.handed-over', 'ticket.reopened')
        order by seq desc limit 1
      ) holder on true`.execute(db);
  }
}
