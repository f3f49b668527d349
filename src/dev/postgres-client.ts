import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Whether a database answers within the time given. */
export async function canConnect(url: string, withinMs: number): Promise<boolean> {
  for (const deadline = Date.now() + withinMs; ; await sleep(100)) {
    try {
      await query(url, 'select 1', Math.max(1, deadline - Date.now()));
      return true;
    } catch {
      if (Date.now() >= deadline) return false;
    }
  }
}

export async function ensureDatabase(url: string, name: string): Promise<void> {
  const found = await query(url, `select from pg_database where datname = '${name}'`);
  if (found.rowCount === 0) await query(url, `create database ${name}`);
}

/** One statement on a connection of its own: what administers databases can't share one with what uses them. */
export async function query(url: string, sql: string, withinMs = 10_000): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: withinMs, query_timeout: withinMs });
  // A server that goes away also tells idle connections, and an event nobody listens to ends the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await client.query(sql);
  } finally {
    await client.end().catch(() => undefined);
  }
}
