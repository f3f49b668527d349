import { beginReview } from '../ticket/begin-review.ts';
import type { Draft } from '../ticket/draft.ts';
import { owe } from './owe.ts';
import { ofKind, settle } from './settle.ts';

/**
 * P2: the customer hears at once that the request arrived: within 2 minutes, on chat within 1. Counts from the instant at
 * which the customer wrote, never pauses, and nothing withdraws it but closing.
 */
export function oweAcknowledgement(draft: Draft): void {
  const span = draft.terms.promises.acknowledgement[draft.ticket.channel];
  owe(draft, { kind: 'acknowledgement', clock: 'wall', due: { span } });
}

/** Kept when the channel accepted it, not when it was written. */
export function acknowledged(draft: Draft): void {
  settle(draft, ofKind('acknowledgement'));
  beginReview(draft);
}

/** Missed: the customer has not heard from us in time, and review begins without it. */
export const acknowledgementMissed = (draft: Draft): void => beginReview(draft);
