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
  while (!signal.aborted) {
    try {
      for (const ticket of await findUnstarted(dependencies.store, BATCH)) {
        if (signal.aborted || !(await startWorkflow(dependencies, ticket))) break;
        dependencies.log.info({ ticket: ticket.id }, 'relayed a start');
      }
    } catch (error) {
      if (isDatabaseAway(error)) dependencies.log.warn({ err: error }, 'the database is away');
      else dependencies.log.error({ err: error }, 'a start could not be relayed');
    }
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
  }
}
