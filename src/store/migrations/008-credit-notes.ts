import { sql, type Kysely } from 'kysely';

/** The largest amount that a double holds exactly. */
const LARGEST = sql.raw(String(Number.MAX_SAFE_INTEGER));

export async function up(db: Kysely<unknown>): Promise<void> {
  // No references: a note must be kept for years, also when its ticket or its customer has been erased.
  await sql`create table credit_notes (
    number text primary key,
    count integer not null unique,
    issued_at timestamptz not null,
    issued_on date not null,
    locale text not null,
    company_name text not null,
    support_address text not null,
    ticket_id text not null,
    ticket_number integer not null,
    approval_id text not null,
    customer text not null,
    customer_name text not null,
    country text not null,
    currency text not null,
    minor_units integer not null,
    net bigint not null check (net > 0),
    vat_percent numeric(5, 2) not null,
    vat bigint not null check (vat >= 0),
    gross bigint not null check (gross = net + vat and gross <= ${LARGEST}),
    rounding text not null,
    approved_by text[] not null,
    unique (ticket_id, approval_id)
  )`.execute(db);
  await sql`create index credit_notes_of_customer on credit_notes (customer, count)`.execute(db);

  // A counter that rolls back with the note it counts, which a sequence doesn't.
  await sql`create table credit_note_series (
    singleton boolean primary key default true check (singleton),
    last_count integer not null,
    last_issued_on date not null
  )`.execute(db);
  await sql`insert into credit_note_series (last_count, last_issued_on) values (0, '-infinity')`.execute(db);

  await sql`create function refuse_change_of_note() returns trigger language plpgsql as $$
    begin
      raise exception 'a credit note is never changed or deleted' using errcode = 'restrict_violation';
    end $$`.execute(db);
  await sql`create trigger credit_note_stays before update or delete or truncate on credit_notes
    for each statement execute function refuse_change_of_note()`.execute(db);

  await sql`create table granted_exceptions (
    ticket_id text not null references tickets (id),
    approval_id text not null,
    type text not null,
    customer text not null,
    valid_from timestamptz not null,
    valid_until timestamptz,
    approved_by text[] not null,
    primary key (ticket_id, approval_id)
  )`.execute(db);
  await sql`create index granted_exceptions_of_customer on granted_exceptions (customer, valid_until)`.execute(db);
}
