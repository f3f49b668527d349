import { msBetween } from '../domain/calendar/instant.ts';
import type { TicketEvent, WithdrawalReason } from '../domain/ticket/events.ts';
import { line, type Line } from './line.ts';
import type { Moment, Words } from './moment.ts';
import { duration, span } from './times.ts';

const REASONS: Record<WithdrawalReason, string> = {
  'ticket-withdrawn': 'no longer owed, as the request was withdrawn',
  resolved: 'no longer owed, as the solution was sent',
  closed: 'no longer owed, as the ticket closed',
  'approval-withdrawn': 'no longer owed, as the request to management was withdrawn',
  'approval-expired': 'no longer owed, as nobody decided in time',
  'handed-over': 'no longer owed, as the ticket was handed over',
  'reviewed-again': 'no longer owed, as another kind was decided',
  're-estimated': 'estimated anew, before it was due',
};

/** What became of promises in a moment, one line each. */
export const effectsOf = ({ events }: Moment, words: Words): Line[] =>
  events.flatMap((event) => effectOf(event, words) ?? []);

function effectOf({ type, at, data }: TicketEvent, { promise: name, clock }: Words): Line | null {
  switch (type) {
    case 'promise.made':
      return line(
        `${name(data)} promised by ${clock(data.dueAt)}, in ${span(msBetween(at, data.dueAt))}`,
        'quiet',
        '→ ',
      );
    case 'promise.kept':
      return line(`${name(data)} kept${early(at, data.dueAt)}`, 'good', '✓ ');
    case 'promise.missed':
      return line(`${name(data)} missed: it was due at ${clock(data.dueAt)}`, 'bad', '✗ ');
    case 'promise.settled':
      return line(`${name(data)} made good, ${duration(data.lateByMs)} after it was due`, 'plain', '  ');
    case 'promise.withdrawn':
      return line(`${name(data)} ${REASONS[data.reason]}`, 'quiet', '– ');
    case 'promise.warned':
      return line(`${data.rung} % of the time for ${name(data)} has passed`, 'bad', '! ');
    case 'promise.paused':
      if (data.due === null) return null;
      return line(
        `${name(data)} stands still until the customer answers, ${duration(data.due.remaining)} left`,
        'quiet',
        '‖ ',
      );
    case 'promise.resumed':
      return data.dueAt === null ? null : line(`${name(data)} goes on, due by ${clock(data.dueAt)}`, 'quiet', '▸ ');
    default:
      return null;
  }
}

/** By how much a promise was kept in time. */
export const early = (at: string, dueAt: string | null): string =>
  dueAt === null ? '' : `, ${duration(msBetween(at, dueAt))} before it was due`;
