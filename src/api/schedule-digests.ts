import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Policy } from '../domain/policy/schema.ts';
import { ensureDigestSchedule } from '../process/digest-schedule.ts';
import { repeat } from './repeat.ts';

const TRIED_EVERY_MS = 60 * 1_000;

/** Sees to the weekly Schedule beside the requests, and tries until it is there: Temporal may be away when Kept starts. */
export function scheduleDigests(
  client: Client,
  current: { policy: Policy; hash: string },
  log: Logger,
  everyMs = TRIED_EVERY_MS,
): { stop(): Promise<void> } {
  let isThere = false;
  return repeat({
    everyMs,
    log,
    complaint: 'Temporal refused the weekly Schedule: no digests are written for now',
    work: async () => {
      if (isThere) return;
      await ensureDigestSchedule(client, current);
      isThere = true;
    },
  });
}
