import { endOfNextWorkingDay } from '../calendar/working-time.ts';
import type { Instant, Milliseconds } from '../calendar/instant.ts';
import type { Draft } from '../ticket/draft.ts';
import { teamClock } from './clock.ts';
import { owe } from './owe.ts';
import { pauseAll } from './pause.ts';
import type { TicketPromise } from './promise.ts';
import { ofKind, settle, withdraw } from './settle.ts';

/**
 * P11: when the customer may expect the solution, by kind: 30 minutes `simple`, 2 hours `standard`, the end of the holding
 * team's next working day `complex`, as estimated for anything that got an estimate. A newer one made in time withdraws the
 * running one and counts as re-estimated; a miss stands.
 */
export function oweResolution(draft: Draft): void {
  withdraw(draft, 're-estimated', ofKind('resolution'));
  const due = dueOfResolution(draft);
  if (due === null) return;
  owe(draft, { kind: 'resolution', clock: teamClock(draft), due });
  if (draft.ticket.waiting !== null) pauseAll(draft);
}

/** `null` while nothing can honestly be promised: no kind yet, or non-standard work without an estimate to come. */
function dueOfResolution(draft: Draft): { span: Milliseconds } | { at: Instant } | null {
  const { kind, estimate, team } = draft.ticket;
  if (estimate !== null && estimate.readyBy > draft.now) return { at: estimate.readyBy };
  if (kind === null) return null;
  const target = draft.terms.promises.resolution[kind];
  if (target === 'as-estimated') return null;
  return typeof target === 'number' ? { span: target } : { at: endOfNextWorkingDay(draft.hoursOf(team), draft.now) };
}

export const resolutionSent = (draft: Draft): void => settle(draft, ofKind('resolution'));

/** The promised instant has passed: the customer is told, and who has the ticket is asked for a new estimate. */
export function resolutionMissed(draft: Draft, { dueAt }: TicketPromise): void {
  const { team, assignee } = draft.ticket;
  draft.compose('takes-longer', { team, assignee, promisedBy: dueAt });
  draft.compose('estimate-wanted', { team, assignee, promisedBy: dueAt }, 'internal');
}
