import type { Store } from '../../../src/store/connect.ts';

/** All that a request could have left behind, row by row. */
export async function tracesIn(store: Store) {
  const [tickets, journal, messages, commands, idempotency] = await Promise.all([
    store.selectFrom('tickets').selectAll().orderBy('id').execute(),
    store.selectFrom('journal').selectAll().orderBy('ticket_id').orderBy('seq').execute(),
    store.selectFrom('messages').selectAll().orderBy('id').execute(),
    store.selectFrom('commands').selectAll().orderBy('ticket_id').orderBy('command_id').execute(),
    store.selectFrom('idempotency').selectAll().orderBy('key').execute(),
  ]);
  return { tickets, journal, messages, commands, idempotency };
}
