import {
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyLocalActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';

export const ask = defineQuery<number>('ask');
export const tell = defineSignal('tell');
export const change = defineUpdate<number>('change');

/** Does once what tickets do again and again: its server has met it then. */
export async function rehearsedWorkflow(wentOn = false): Promise<void> {
  const { note } = proxyLocalActivities<{ note(): Promise<void> }>({ startToCloseTimeout: '2s' });
  let done = 0;
  setHandler(ask, () => done);
  setHandler(tell, () => void (done += 1));
  setHandler(change, () => (done += 1));
  await note();
  await sleep('100ms');
  if (wentOn) return;
  await condition(() => done === 2, '1 minute');
  await continueAsNew<typeof rehearsedWorkflow>(true);
}
