import { randomUUID } from 'node:crypto';
import { temporal } from '@temporalio/proto';
import type { Client } from '@temporalio/client';

/** A ticket, and where its workflow is. */
interface Addressed {
  world: { client: Client };
  id: string;
}

const { UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED } =
  temporal.api.enums.v1.UpdateWorkflowExecutionLifecycleStage;

export type RawPayload = temporal.api.common.v1.IPayload;

/** A payload as anybody may send one, whatever it holds. */
export const payload = (encoding: string | null, data: string): RawPayload => ({
  metadata: encoding === null ? {} : { encoding: Buffer.from(encoding) },
  data: Buffer.from(data),
});

/** A payload that can be decoded. */
export const json = (value: unknown): RawPayload => payload('json/plain', JSON.stringify(value));

/** Payloads that cannot be decoded, by what is wrong with them. */
export const UNDECODABLE: Record<string, RawPayload> = {
  'broken JSON': payload('json/plain', '{ not json'),
  'an encoding nobody knows': payload('binary/martian', '???'),
  'no encoding at all': payload(null, '{}'),
};

const executionOf = ({ world, id }: Addressed) => ({
  namespace: world.client.options.namespace,
  workflowExecution: { workflowId: `ticket-${id}` },
});

/** Signals as Temporal's own command line does: nothing of ours looks at it before the workflow. */
export async function signalRaw(tale: Addressed, signalName: string, ...payloads: RawPayload[]): Promise<void> {
  await tale.world.client.workflowService.signalWorkflowExecution({
    ...executionOf(tale),
    signalName,
    input: { payloads },
    identity: 'a stranger',
    requestId: randomUUID(),
  });
}

/** Sends an update past all of ours. @returns the type and the words of its refusal; `null` when it was carried out */
export async function updateRaw(
  tale: Addressed,
  name: string,
  ...payloads: RawPayload[]
): Promise<{ type: string; message: string } | null> {
  const { outcome } = await tale.world.client.workflowService.updateWorkflowExecution({
    ...executionOf(tale),
    waitPolicy: { lifecycleStage: UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED },
    request: { meta: { updateId: randomUUID(), identity: 'a stranger' }, input: { name, args: { payloads } } },
  });
  const failure = outcome?.failure;
  if (failure === null || failure === undefined) return null;
  return { type: failure.applicationFailureInfo?.type ?? '', message: failure.message ?? '' };
}
