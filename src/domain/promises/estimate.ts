import type { Draft } from '../ticket/draft.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { teamClock } from './clock.ts';
import { owe } from './owe.ts';
import { pauseAll } from './pause.ts';
import { ofKind, settle } from './settle.ts';

/**
 * P11: non-standard work gets an approximate time in advance, within 2 hours of the holding team's hours; until then it
 * cannot be resolved.
 */
export function oweEstimate(draft: Draft): void {
  if (draft.ticket.kind !== 'non-standard' || draft.ticket.estimate !== null) return;
  owe(draft, {
    kind: 'estimate',
    clock: teamClock(draft),
    due: { span: draft.terms.promises.estimate },
  });
  if (draft.ticket.waiting !== null) pauseAll(draft);
}

export const estimateGiven = (draft: Draft): void => settle(draft, ofKind('estimate'));

/** Whether non-standard work still lacks the estimate that must come before its resolution. */
export const estimateIsWanted = ({ kind, estimate }: Ticket): boolean => kind === 'non-standard' && estimate === null;
