import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { ApiDependencies } from '../api/dependencies.ts';
import { runOf } from '../api/ticket-runs.ts';
import { announceCurrent } from '../process/worker-deployment.ts';
import { beginGeneration, findLiving } from '../store/generations.ts';
import { repeatSignals } from './repeat-signals.ts';
import { runningRun } from './running-run.ts';

export type CarryOverDependencies = Pick<ApiDependencies, 'store' | 'policies' | 'engine' | 'runs' | 'log'> & {
  client: Client;
};

/** Each holds up to two connections of the store, which has 20; each start is work for a server that serves others. */
const AT_ONCE = 4;
/** A server that is slow to start one run may start it at the next attempt. */
const ATTEMPTS = 5;
const PAUSE_MS = 500;

/**
 * Makes a build current, and has every ticket of another build go on from what is recorded of it, in a new run: new code
 * never meets a history that it did not make. The tickets wait until workers of the build come. Done again, it carries over
 * what an interrupted attempt left.
 * @returns how many tickets were carried over
 * @throws CarryOverError when some could not be, after all others were
 */
export async function carryOver(dependencies: CarryOverDependencies, buildId: string): Promise<number> {
  const { client, store } = dependencies;
  // Before the list is made: whatever starts from here on starts on the new build.
  await announceCurrent(client.connection, client.options.namespace, buildId);
  const living = await findLiving(store);
  let carriedOver = 0;
  const left: string[] = [];
  const carryOn = async () => {
    for (let next = living.shift(); next !== undefined; next = living.shift()) {
      const { id } = next;
      try {
        if (await carryPatiently(dependencies, id, buildId)) carriedOver += 1;
      } catch (error) {
        dependencies.log.error({ ticket: id, err: error }, 'could not be carried over');
        left.push(id);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, carryOn));
  if (left.length > 0) throw new CarryOverError(carriedOver, left);
  return carriedOver;
}

export class CarryOverError extends Error {
  readonly code = 'carry-over-incomplete';
  constructor(
    readonly carriedOver: number,
    readonly left: string[],
  ) {
    super(
      `${left.length} tickets could not be carried over, ${carriedOver} were: run it again (the first left: ${left[0]})`,
    );
    this.name = 'CarryOverError';
  }
}

async function carryPatiently(
  dependencies: CarryOverDependencies,
  ticketId: string,
  buildId: string,
): Promise<boolean> {
  // All that were replaced on the way: an attempt may have failed after its run was started.
  const replaced = new Set<string>();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await carryTicketOver(dependencies, { ticketId, buildId, replaced });
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

async function carryTicketOver(
  dependencies: CarryOverDependencies,
  { ticketId, buildId, replaced }: { ticketId: string; buildId: string; replaced: Set<string> },
): Promise<boolean> {
  const { client, store, engine, log } = dependencies;
  if ((await runningRun(client, ticketId))?.buildId === buildId) return false;
  const lastRecorded = await beginGeneration(store, ticketId, async (ticket) => {
    // Looked at again now that the ticket is locked: somebody else may be carrying it over at the same time.
    const old = await runningRun(client, ticketId);
    if (old?.buildId === buildId) return false;
    // Closed and at rest: it needs no workflow. An open one without a workflow has lost it, and gets one again.
    if (old === null && ticket.closed_at !== null) return false;
    if (old !== null) replaced.add(old.runId);
    await engine.replace(await runOf(dependencies, ticket));
    return true;
  });
  if (lastRecorded === undefined) return false;
  for (const oldRunId of replaced) await repeatSignals(client, { ticketId, oldRunId, lastRecorded });
  log.info({ ticket: ticketId, to: buildId }, 'carried over into a new run');
  return true;
}
