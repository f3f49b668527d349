import type { Instant } from '../calendar/instant.ts';
import type { Draft } from '../ticket/draft.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { owe } from './owe.ts';
import { isRunning } from './promise.ts';

/**
 * P13: a customer who writes again is answered within 30 minutes, at every hour. One promise at a time: while a first or
 * a next reply already runs, the customer's further messages ride on it. A missed one runs no more, so the next message
 * makes a new promise.
 */
export function oweNextReply(draft: Draft): void {
  const runs = nextReplyDue(draft.ticket) !== null;
  if (!runs) owe(draft, { kind: 'next-reply', clock: 'wall', due: { span: draft.terms.promises.nextReply } });
}

/** By when the customer hears from a human, where that is promised now. */
export const nextReplyDue = ({ promises }: Ticket): Instant | null =>
  promises.find((promise) => isRunning(promise) && (promise.kind === 'first-reply' || promise.kind === 'next-reply'))
    ?.dueAt ?? null;
