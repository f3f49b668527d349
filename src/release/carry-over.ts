import type { Client } from '@temporalio/client';
import type { ApiDependencies } from '../api/dependencies.ts';
import { runOf } from '../api/ticket-runs.ts';
import { announceCurrent } from '../process/worker-deployment.ts';
import { findLiving, handTicketOver } from '../store/hand-over.ts';
import { repeatSignals } from './repeat-signals.ts';
import { runningRun } from './running-run.ts';

export type CarryOverDependencies = Pick<ApiDependencies, 'store' | 'policies' | 'engine' | 'runs' | 'log'> & {
  client: Client;
};

/** Each holds up to two connections of the store, which has 20. */
const AT_ONCE = 8;

/**
 * Makes a build current, and has every ticket of another build go on from what is recorded of it, in a new run: new code
 * never meets a history that it did not make. The tickets wait until workers of the build come. Done again, it carries over
 * what an interrupted attempt left.
 * @returns how many tickets were carried over
 * @throws EngineAwayError
 */
export async function carryOver(dependencies: CarryOverDependencies, buildId: string): Promise<number> {
  const { client, store } = dependencies;
  // Before the list is made: whatever starts from here on starts on the new build.
  await announceCurrent(client.connection, client.options.namespace, buildId);
  const living = await findLiving(store);
  let carriedOver = 0;
  const carryOn = async () => {
    for (let next = living.shift(); next !== undefined; next = living.shift()) {
      if (await carryTicketOver(dependencies, next.id, buildId)) carriedOver += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, carryOn));
  return carriedOver;
}

async function carryTicketOver(
  dependencies: CarryOverDependencies,
  ticketId: string,
  buildId: string,
): Promise<boolean> {
  const { client, store, engine, log } = dependencies;
  let old = await runningRun(client, ticketId);
  if (old?.buildId === buildId) return false;
  const lastRecorded = await handTicketOver(store, ticketId, async (ticket) => {
    // Looked at again now that the ticket is locked: somebody else may be carrying it over at the same time.
    old = await runningRun(client, ticketId);
    // Closed and at rest: it needs no workflow. An open one without a workflow has lost it, and gets one again.
    if (old === null && ticket.state.closedAt !== null) return null;
    return engine.replace(await runOf(dependencies, ticket));
  });
  if (lastRecorded === undefined) return false;
  if (old !== null) await repeatSignals(client, { ticketId, oldRunId: old.runId, lastRecorded });
  log.info({ ticket: ticketId, from: old?.buildId ?? null, to: buildId }, 'carried over into a new run');
  return true;
}
