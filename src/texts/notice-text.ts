import type { Instant, Milliseconds } from '../domain/calendar/instant.ts';
import type { RungTold } from '../domain/promises/rung-told.ts';

/** What a notice is about, for those who look into many tickets. */
export interface NoticeFacts extends RungTold {
  ticketId: string;
  ticketNumber: number;
  subject: string;
  team: string;
}

/** A notice in one line, as subjects and chats have it. In plain English, as all that staff reads. */
export function noticeTitle({ kind, cycle, rung, ticketNumber }: NoticeFacts): string {
  const promise = `${kind} ${cycle} of #${ticketNumber}`;
  if (kind === 'decision' && rung === 0) return `A decision is asked for in #${ticketNumber}`;
  return rung < 100 ? `${promise} is at ${rung} % of its time` : `${promise} was missed (${rung} %)`;
}

/** The same with all that the inbox tells of it. */
export function noticeText(notice: NoticeFacts, clock: (at: Instant) => string): string {
  const { subject, team, dueAt, firedAt, latenessMs, ticketId } = notice;
  return [
    `${noticeTitle(notice)}.`,
    '',
    `Ticket: #${notice.ticketNumber} “${subject}”, with ${team}`,
    `Rung due: ${clock(dueAt)}`,
    `Noticed: ${clock(firedAt)}${latenessMs < NOTABLE ? '' : `, ${Math.round(latenessMs / 1_000)} s late`}`,
    `Id: ${ticketId}`,
  ].join('\n');
}

/** Below that nobody minds. */
const NOTABLE: Milliseconds = 1_000;
