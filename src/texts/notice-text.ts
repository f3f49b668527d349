import type { Instant, Milliseconds } from '../domain/calendar/instant.ts';
import type { RungTold } from '../domain/promises/rung-told.ts';
import type { Say } from './say.ts';

/** What a notice is about, for those who look into many tickets. */
export interface NoticeFacts extends RungTold {
  ticketId: string;
  ticketNumber: number;
  subject: string;
  team: string;
}

/** A notice in one line, as subjects and chats have it. */
export function noticeTitle({ kind: promise, cycle, rung, ticketNumber: number }: NoticeFacts, say: Say): string {
  if (promise === 'decision' && rung === 0) return say('notice.decision', { number });
  return say(rung < 100 ? 'notice.warned' : 'notice.missed', { promise, cycle, number, rung });
}

/** The same with all that the inbox tells of it. */
export function noticeText(notice: NoticeFacts, say: Say, clock: (at: Instant) => string): string {
  const { subject, team, dueAt, firedAt, latenessMs, ticketId, ticketNumber: number } = notice;
  const at = clock(firedAt);
  return [
    noticeTitle(notice, say),
    '',
    say('notice.ticket', { number, subject, team }),
    say('notice.due', { at: clock(dueAt) }),
    latenessMs < NOTABLE
      ? say('notice.noticed', { at })
      : say('notice.noticed-late', { at, seconds: Math.round(latenessMs / 1_000) }),
    ticketId,
  ].join('\n');
}

/** Below that nobody minds. */
const NOTABLE: Milliseconds = 1_000;
