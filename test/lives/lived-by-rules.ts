import { splitTime } from '../../src/domain/reports/time-split.ts';
import { TURN_TYPES, type Turn } from '../../src/domain/reports/turns.ts';
import { workingSpans } from '../../src/domain/reports/working-spans.ts';
import { siteOf } from '../../src/domain/ticket/draft.ts';
import { openingTimes } from '../../src/scenarios/play/opening-times.ts';
import { unsound } from '../../src/scenarios/play/soundness.ts';
import { hoursOf } from '../domain/support/hours-library.ts';
import { policy, terms } from '../domain/support/shipped-policy.ts';
import type { Story } from '../domain/support/story.ts';

const times = openingTimes(policy);

/** What of what is always true a life by the rules alone breaks. */
export function brokenBy({ ticket, events, now }: Story): string[] {
  const turns = events.filter(({ type }) => (TURN_TYPES as readonly string[]).includes(type)) as Turn[];
  const time = splitTime(turns, now, (team) =>
    workingSpans(hoursOf({ team, site: siteOf(ticket, team, terms) }, ticket.submittedAt, now)),
  );
  const { promises, closedAt } = ticket;
  return unsound({ events, promises, isClosed: closedAt !== null, time, ...times }).map(
    ({ rule, instead }) => `${rule}: ${instead}`,
  );
}
