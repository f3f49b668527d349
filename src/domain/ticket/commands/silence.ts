import { after, type Instant } from '../../calendar/instant.ts';
import { pauseAll, resumeAll } from '../../promises/pause.ts';
import type { Draft } from '../draft.ts';
import type { SilenceTerms } from '../../policy/terms.ts';

/** When a silent customer is reminded, and when the ticket closes by itself. */
export const silenceFrom = (since: Instant, terms: SilenceTerms) => ({
  remindAt: terms.remindAfter.map((ms) => after(since, ms)),
  closesAt: after(since, terms.closeAfter),
});

/** The customer owes an answer: clocks that depend on it stop. A new question starts the silence anew. */
export function beginWaiting(draft: Draft): void {
  draft.add('waiting.began', silenceFrom(draft.now, draft.terms.waitingForCustomer));
  pauseAll(draft);
}

export function endWaiting(draft: Draft): void {
  const { waiting } = draft.ticket;
  if (waiting === null) return;
  draft.add('waiting.ended', { since: waiting.since });
  resumeAll(draft);
}
