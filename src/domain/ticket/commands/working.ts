import { humanReplied } from '../../promises/human-reply.ts';
import { pickedUp } from '../../promises/pick-up.ts';
import type { Actor } from '../actor.ts';
import { beginReview } from '../begin-review.ts';
import type { Draft } from '../draft.ts';

/** The phase in which the holding team works: first line in `review`, everybody else in `specialist`. */
export const workPhaseOf = (draft: Draft): 'review' | 'specialist' =>
  draft.ticket.team === draft.terms.firstTeam ? 'review' : 'specialist';

/** Somebody of the team has a handed-over ticket now: its work begins. */
export function beginWork(draft: Draft): void {
  beginReview(draft);
  if (draft.ticket.phase !== 'forward') return;
  pickedUp(draft);
  draft.enter(workPhaseOf(draft));
}

export function takeIfUnassigned(draft: Draft, actor: Actor): void {
  if (draft.ticket.assignee === null) draft.add('ticket.taken', { assignee: actor.id });
  beginWork(draft);
}

/** A public message of staff: takes an unassigned ticket, and keeps every promise that a human's word keeps. */
export function writeToCustomer(
  draft: Draft,
  actor: Actor,
  messageId: string,
  written: Parameters<Draft['write']>[2] = {},
): void {
  takeIfUnassigned(draft, actor);
  draft.write(actor, messageId, written);
  humanReplied(draft);
}
