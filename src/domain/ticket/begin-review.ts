import type { Draft } from './draft.ts';

/** Phase 1 ends: the acknowledgement is settled, or somebody of staff acts on the ticket before that. */
export function beginReview(draft: Draft): void {
  if (draft.ticket.phase === 'submit') draft.enter('review');
}
