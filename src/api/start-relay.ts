import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway } from '../store/database-away.ts';
import { findUnstarted } from '../store/tickets.ts';
import type { ApiDependencies } from './dependencies.ts';
import { startWorkflow } from './submit-request.ts';

const BATCH = 50;
const PAUSE_MS = 1_000;

/** Starts what was stored while the engine was away, one by one and in order, until stopped. */
export function relayStarts(dependencies: ApiDependencies): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const done = relay(dependencies, stopping.signal);
  return {
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}

async function relay(dependencies: ApiDependencies, signal: AbortSignal): Promise<void> {
  const { store, log } = dependencies;
  let failing = false;
  const isStopped = () => signal.aborted;
  while (!isStopped()) {
    try {
      for (const ticket of await findUnstarted(store, BATCH)) {
        if (isStopped() || !(await startWorkflow(dependencies, ticket))) break;
        log.info({ ticket: ticket.id }, 'relayed a start');
      }
      failing = false;
    } catch (error) {
      // Once an outage: it would be the same line every second.
      if (!failing) log.warn({ err: error, databaseAway: isDatabaseAway(error) }, 'starts cannot be relayed for now');
      failing = true;
    }
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
  }
}
