import { setTimeout as sleep } from 'node:timers/promises';
import type { Ticket } from '../../domain/ticket/ticket.ts';
import type { Store } from '../../store/connect.ts';

const LOOK_EVERY_MS = 15;
/** What may wait for something else, a mail server that is down or a customer who may come back, and does not move for so long, does. */
const STILL_MS = 400;
/** A chat that its customer looks at takes what is written, and may be slow to. */
const CHAT_STILL_MS = 1_500;
/** What can go on does so within this, even on a machine that is busy with more. */
const PATIENCE_MS = 10_000;

/**
 * Waits until all that was written is delivered, what was approved is carried out and management is told, as far as that goes on.
 * @param isMailDown what is to be mailed waits then
 * @throws Error when something does not go on that could
 */
export async function untilQuiet(store: Store, isMailDown: boolean): Promise<void> {
  const giveUp = Date.now() + PATIENCE_MS;
  let last = '';
  for (let since = Date.now(); Date.now() < giveUp; await sleep(LOOK_EVERY_MS)) {
    const tickets = await store.selectFrom('tickets').select(['id', 'state']).orderBy('id').execute();
    const waiting = tickets.map(({ id, state }) => ({ id, ...goingOn(state) })).filter(isGoingOn);
    if (waiting.length === 0) return;
    const mayWait = waiting.every(
      ({ untold, granted, chat }) => (isMailDown || chat) && untold.length + granted.length === 0,
    );
    const now = JSON.stringify(waiting);
    if (now !== last) [since, last] = [Date.now(), now];
    else if (mayWait && Date.now() - since > (isMailDown ? STILL_MS : CHAT_STILL_MS)) return;
  }
  throw new Error(`what was written or is to be told has not gone out within ${PATIENCE_MS / 1_000} s: ${last}`);
}

/** What follows by itself from what was done. */
const goingOn = ({ undelivered, untold = [], approvals, channel }: Ticket) => ({
  undelivered,
  untold,
  granted: approvals.filter(({ state, carriedOut }) => state === 'approved' && carriedOut === null),
  chat: channel === 'chat',
});

const isGoingOn = ({ undelivered, untold, granted }: ReturnType<typeof goingOn>): boolean =>
  undelivered.length + untold.length + granted.length > 0;
