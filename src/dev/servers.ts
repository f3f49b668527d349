import { join } from 'node:path';
import type { Environment } from '../process/environment.ts';
import { StartFault } from '../process/start-fault.ts';
import { temporalConnection } from '../process/temporal-connection.ts';
import { startPostgres, type PostgresServer } from './postgres.ts';
import { query } from './postgres-client.ts';
import { say } from './progress.ts';
import { findTemporalCli } from './temporal-cli.ts';
import { waitForNamespace } from './temporal-client.ts';
import { startTemporal } from './temporal-server.ts';

/** How long a server whose address was given may take to answer. */
const ANSWER_MS = 4_000;

/** Asked before anything is started, so that a wrong address shows at once and by itself. */
export async function requireGivenServers(environment: Environment): Promise<void> {
  const { DATABASE_URL, TEMPORAL_ADDRESS } = environment;
  await Promise.all([
    DATABASE_URL === undefined ? undefined : requirePostgres(DATABASE_URL),
    TEMPORAL_ADDRESS === undefined ? undefined : requireTemporal(environment),
  ]);
}

async function requirePostgres(url: string): Promise<void> {
  try {
    await query(url, 'select 1', ANSWER_MS);
  } catch (cause) {
    throw new StartFault(
      `PostgreSQL at ${withoutPassword(url)} can't be used (${reasonOf(cause)}): start it or correct DATABASE_URL, or ` +
        'unset DATABASE_URL to have one started here.',
      { cause },
    );
  }
}

async function requireTemporal(environment: Environment): Promise<void> {
  const answer = await waitForNamespace(temporalConnection(environment), ANSWER_MS);
  if (answer.ok) return;
  throw new StartFault(
    `Temporal at ${environment.TEMPORAL_ADDRESS}, namespace ${environment.TEMPORAL_NAMESPACE}, can't be used ` +
      `(${answer.reason}): start it or correct TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE, or unset TEMPORAL_ADDRESS to ` +
      'have one started here.',
  );
}

/** A server that was given goes on when we end. */
const NOT_OURS = { stop: () => Promise.resolve(), end: () => undefined };

/** PostgreSQL as the environment wants it: the given one, otherwise one of our own. */
export async function providePostgres(environment: Environment): Promise<PostgresServer> {
  const { DATABASE_URL: url, KEPT_DATA_DIR } = environment;
  return url === undefined ? startPostgres(join(KEPT_DATA_DIR, 'postgres')) : { url, ...NOT_OURS };
}

export interface ProvidedTemporal {
  /** What to add to the environment to reach it. */
  readonly settings: Pick<Environment, 'temporalVariables'> & { TEMPORAL_ADDRESS: string };
  readonly uiUrl?: string;
  /** Its command line tool, where it is ours. */
  readonly cli?: string;
  stop(): Promise<void>;
  end(): void;
}

/** Temporal as the environment wants it: the given one, otherwise one of our own. */
export async function provideTemporal(environment: Environment, signal: AbortSignal): Promise<ProvidedTemporal> {
  const { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE: namespace, temporalVariables, KEPT_DATA_DIR: directory } = environment;
  if (TEMPORAL_ADDRESS !== undefined) {
    return { settings: { TEMPORAL_ADDRESS, temporalVariables }, ...NOT_OURS };
  }
  const cli = await findTemporalCli(environment, signal);
  const { address, uiUrl, stop, end } = await startTemporal({ cli, directory, namespace });
  if (!address.endsWith(':7233')) say(`Port 7233 is taken, so Temporal listens on ${address}.`);
  // Our own server speaks plainly: a key or certificate meant for a cluster would only keep it from being reached.
  return { settings: { TEMPORAL_ADDRESS: address, temporalVariables: {} }, uiUrl, cli, stop, end };
}

function reasonOf(error: unknown): string {
  // Where a name has several addresses, Node puts one error for each into an AggregateError without a message.
  const told = error instanceof AggregateError ? (error.errors[0] as Error) : (error as Error);
  return told.message || 'no answer';
}

export function withoutPassword(url: string): string {
  return url.replace(/^(\w+:\/\/[^:@/]+):[^@]*@/, '$1@');
}
