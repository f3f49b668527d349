import { findUnstarted } from '../store/tickets.ts';
import type { ApiDependencies } from './dependencies.ts';
import { repeat } from './repeat.ts';
import { startWorkflow } from './submit-request.ts';

const BATCH = 50;
const PAUSE_MS = 1_000;

/** Starts what was stored while the engine was away, one by one and in order, until stopped. */
export function relayStarts(dependencies: ApiDependencies): { stop(): Promise<void> } {
  const { store, log } = dependencies;
  return repeat({
    everyMs: PAUSE_MS,
    log,
    complaint: 'starts cannot be relayed for now',
    work: async (isStopped) => {
      for (const ticket of await findUnstarted(store, BATCH)) {
        if (isStopped() || !(await startWorkflow(dependencies, ticket))) break;
        log.info({ ticket: ticket.id }, 'relayed a start');
      }
    },
  });
}
