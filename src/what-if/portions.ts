import type { Days } from '../domain/reports/calendar-days.ts';
import type { Policy } from '../domain/policy/schema.ts';
import type { Store } from '../store/connect.ts';
import type { PastRow } from '../store/past-ticket.ts';
import { readPastTickets } from '../store/past-tickets.ts';
import type { PolicyShelf } from '../store/policies.ts';

/** Some tickets that are studied together, and what that takes: plain data, so that another thread can be given it. */
export interface Portion {
  /** Which of all portions it is. */
  place: number;
  rows: PastRow[];
  /** The policies that held for them, by their hashes; none where nobody asks for them. */
  policies: Map<string, Policy>;
}

export interface Source {
  store: Store;
  policies: PolicyShelf;
  days: Days;
  check: boolean;
  /** How many tickets make a portion; otherwise as many as are read at a time. */
  portion?: number;
}

/** Every ticket of some days, oldest first; at least one portion, if it is an empty one. */
export async function* portionsOf({ store, policies, days, check, portion }: Source): AsyncGenerator<Portion> {
  let place = 0;
  for await (const rows of readPastTickets(store, days, portion)) {
    const hashes = check ? new Set(rows.map(({ policyHash }) => policyHash)) : [];
    const held = new Map<string, Policy>();
    for (const hash of hashes) held.set(hash, await policies.find(hash));
    yield { place, rows, policies: held };
    place += 1;
  }
}
