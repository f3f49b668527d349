import { Client, type Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Environment } from '../process/environment.ts';
import { registerSearchAttributes } from '../process/register-search-attributes.ts';
import { connectToTemporal } from '../process/temporal-connection.ts';
import { dataConverter } from '../workflows/data-converter.ts';
import type { RunSettings } from './dependencies.ts';

/** Ahead of the server's own suggestion only where a server never suggests. */
const CONTINUE_AFTER_EVENTS = 8_000;

/** Temporal as those who start tickets' workflows need it: reachable, and knowing what tickets are found by. */
export async function connectEngine(
  environment: Environment,
  log: Logger,
): Promise<{ connection: Connection; client: Client; namespace: string; runs: RunSettings }> {
  const { connection, namespace } = await connectToTemporal(environment);
  const searchAttributes = await registerSearchAttributes(connection, namespace).then(
    () => true,
    (error: unknown) => {
      log.warn({ err: error }, 'Temporal refused our search attributes: tickets are not found by them there');
      return false;
    },
  );
  const client = new Client({ connection, namespace, dataConverter });
  return { connection, client, namespace, runs: { searchAttributes, continueAfterEvents: CONTINUE_AFTER_EVENTS } };
}
