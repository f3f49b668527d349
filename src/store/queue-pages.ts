import { sql, type RawBuilder } from 'kysely';
import type { Phase } from '../domain/ticket/phases.ts';
import type { Status } from '../domain/ticket/status.ts';
import { isRemembered, movesSince } from './queue-walks.ts';
import type { StoredTicket } from './tickets.ts';

export interface QueueFilter {
  customer?: string | undefined;
  team?: string | undefined;
  phase?: Phase | undefined;
  status?: Status | undefined;
  missed?: boolean | undefined;
  assignee?: string | undefined;
  /** A team with a question that it has not answered. */
  consulted?: string | undefined;
}

/** A place in the queue: the sort key of the ticket that has it. */
export interface QueuePlace {
  closed: boolean;
  followUp: boolean;
  nextDueAt: string | null;
  number: number;
}

/** How far a walk through the queue has come: what could be seen at its first page, and where its last page ended. */
export interface QueueCursor {
  walk: string;
  place: QueuePlace;
}

/** A ticket with its place at the instant of the walk's first page, and with that instant. */
export interface Placed extends StoredTicket {
  walk: string;
  place_closed: boolean;
  place_calm: boolean;
  /** `Infinity` when nothing is owed. */
  place_due_at: Date | number;
}

/** Where tickets are now. The terms are those of the indexes. */
const PLACED_NOW = sql`
  (tickets.status = 'closed') as place_closed,
  (tickets.follow_up_since is null) as place_calm,
  coalesce(tickets.next_due_at, 'infinity') as place_due_at`;
const IN_ORDER = sql`order by place_closed, place_calm, place_due_at, number`;

/** A place as the order has it. */
const terms = ({ closed, followUp, nextDueAt, number }: QueuePlace): RawBuilder<unknown> =>
  sql`${closed}::boolean, ${!followUp}::boolean, ${nextDueAt ?? 'infinity'}::timestamptz, ${number}::integer`;
const BEFORE_ALL = sql`false, false, '-infinity'::timestamptz, 0`;

/** In one statement, so that what it shows and what it could see are of the same instant. */
export const firstPage = (filter: QueueFilter, limit: number): RawBuilder<Placed> => {
  const list = listOf(filter);
  return sql`
    select tickets.*, ${PLACED_NOW}, pg_current_snapshot()::text as walk
    from tickets
    where ${list.after(BEFORE_ALL)}
    ${list.inOrder} limit ${limit}`;
};

/**
 * Tickets that stand where they stood at the first page, and those that moved, each where it stood before its first move.
 * Both are read in order and no further than the page; of a walk no longer remembered there is nothing.
 */
export const laterPage = (filter: QueueFilter, { walk, place }: QueueCursor, limit: number): RawBuilder<Placed> => {
  const list = listOf(filter);
  return sql`
    with moved as materialized (${movesSince(walk)})
    select page.*, ${walk}::text as walk
    from (
      (
        select tickets.*, ${PLACED_NOW}
        from tickets
        where ${list.after(terms(place))} and tickets.number not in (select number from moved)
        ${list.inOrder} limit ${limit}
      )
      union all
      (
        select tickets.*, place_closed, place_calm, place_due_at
        from (
          select * from moved
          where (place_closed, place_calm, place_due_at, number) > (${terms(place)})
          ${IN_ORDER}
        ) as stood
        join tickets on tickets.number = stood.number
        where ${matching(filter)}
        order by place_closed, place_calm, place_due_at, stood.number limit ${limit}
      )
    ) as page
    where ${isRemembered(walk)}
    ${IN_ORDER} limit ${limit}`;
};

function matching({ consulted, ...filter }: QueueFilter): RawBuilder<boolean> {
  const wanted = Object.entries<string | boolean | undefined>(filter).filter(([, value]) => value !== undefined);
  const conditions = wanted.map(([column, value]) => sql`${sql.ref(`tickets.${column}`)} = ${value}`);
  // The second half is what the index is limited to.
  if (consulted !== undefined) {
    conditions.push(sql`tickets.consulted @> array[${consulted}]::text[] and tickets.consulted <> '{}'`);
  }
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** Filters by how few tickets they leave, the fewest first. */
const NARROWEST = ['customer', 'assignee', 'status', 'phase', 'missed', 'team'] as const;

/**
 * The list of the narrowest filter, as one range of its own index: from a place to the list's end. PostgreSQL cannot tell
 * how many tickets come after a place; given the choice, it would at times read a longer list from another index, or this
 * one from its beginning. Further filters pass over tickets on the way.
 */
function listOf(filter: QueueFilter) {
  const place = sql`(tickets.status = 'closed'), (tickets.follow_up_since is null),
    coalesce(tickets.next_due_at, 'infinity'), tickets.number`;
  const narrowest = NARROWEST.find((name) => filter[name] !== undefined);
  if (narrowest === undefined) {
    return {
      after: (from: RawBuilder<unknown>) => sql`(${place}) > (${from}) and ${matching(filter)}`,
      inOrder: IN_ORDER,
    };
  }
  const column = sql.ref(`tickets.${narrowest}`);
  const { [narrowest]: value, ...others } = filter;
  return {
    after: (from: RawBuilder<unknown>) =>
      sql`(${column}, ${place}) > (${value}, ${from}) and ${column} <= ${value} and ${matching(others)}`,
    inOrder: sql`order by ${column}, place_closed, place_calm, place_due_at, number`,
  };
}
