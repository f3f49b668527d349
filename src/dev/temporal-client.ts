import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { temporalConnection } from '../process/temporal-connection.ts';

/**
 * Waits until the server serves the namespace, which it does some time after it began to listen. Answers with the
 * reason when that takes too long, or when `isHopeless` says that waiting is in vain.
 */
export async function waitForNamespace(
  { connectionOptions, namespace }: ReturnType<typeof temporalConnection>,
  withinMs: number,
  isHopeless = () => false,
): Promise<{ ok: true } | { ok: false; reason: string }> {
  for (const deadline = Date.now() + withinMs; ; await sleep(100)) {
    try {
      await describe(connectionOptions, namespace, Math.max(1, deadline - Date.now()));
      return { ok: true };
    } catch (error) {
      if (Date.now() >= deadline || isHopeless()) return { ok: false, reason: (error as Error).message };
    }
  }
}

async function describe(
  connectionOptions: ReturnType<typeof temporalConnection>['connectionOptions'],
  namespace: string,
  withinMs: number,
): Promise<void> {
  const connection = await Connection.connect({ ...connectionOptions, connectTimeout: Math.min(withinMs, 2_000) });
  try {
    await connection.withDeadline(Date.now() + withinMs, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
  } finally {
    await connection.close();
  }
}
