import { isUndecided } from '../approvals/approval.ts';
import { expire } from '../approvals/decide-approval.ts';
import type { Instant } from '../calendar/instant.ts';
import { fire, nextRung } from '../promises/ladder.ts';
import { tellProgress } from '../promises/status-update.ts';
import { close } from './commands/close-ticket.ts';
import type { Draft } from './draft.ts';
import type { Silence, Ticket } from './ticket.ts';

/** Something that happens by itself at an instant, if nothing happens before. */
interface Deadline {
  at: Instant;
  reach(draft: Draft): void;
}

const deadline = (at: Instant, reach: Deadline['reach']): Deadline => ({ at, reach });

/** All that waits on a ticket: the next rung of its promises, expiring requests, reminders, closing by silence. */
function deadlines(ticket: Ticket): Deadline[] {
  if (ticket.closedAt !== null) return [];
  const open = nextRung(ticket);
  return [
    ...(open === null ? [] : [deadline(open.at, (draft) => fire(draft, open))]),
    ...ticket.approvals
      .filter(isUndecided)
      .map((approval) => deadline(approval.expiresAt, (draft) => expire(draft, approval))),
    ...silenceDeadlines(ticket.waiting, 'answer'),
    ...silenceDeadlines(ticket.resolved, 'confirmation'),
  ];
}

function silenceDeadlines(silence: Silence | null, about: 'answer' | 'confirmation'): Deadline[] {
  if (silence === null) return [];
  const { remindAt, remindersSent, closesAt } = silence;
  const remind = (draft: Draft, dueAt: Instant) => {
    draft.add('reminder.sent', { about, number: remindersSent + 1, dueAt });
    draft.compose(about === 'answer' ? 'answer-reminder' : 'confirmation-reminder', { closesAt });
  };
  return [
    ...remindAt.slice(0, 1).map((at) => deadline(at, (draft) => remind(draft, at))),
    deadline(closesAt, (draft) => close(draft, about === 'answer' ? 'no-answer' : 'not-contradicted')),
  ];
}

const earliestOf = (ticket: Ticket): Deadline | undefined =>
  deadlines(ticket).reduce<Deadline | undefined>(
    (first, next) => (first === undefined || next.at < first.at ? next : first),
    undefined,
  );

/** The next instant at which something happens by itself; `null` when nothing waits. The workflow sleeps until then. */
export const nextDeadline = (ticket: Ticket): Instant | null => earliestOf(ticket)?.at ?? null;

/**
 * Lets time pass until `draft.now`: everything due by then happens, in order. With `exclusive`, what falls due at this very
 * instant has not happened yet: a promise settled at its due instant is kept.
 */
export function elapse(draft: Draft, { exclusive = false } = {}): void {
  for (;;) {
    const next = earliestOf(draft.ticket);
    if (next === undefined || next.at > draft.now || (exclusive && next.at === draft.now)) break;
    next.reach(draft);
  }
  tellProgress(draft);
}
