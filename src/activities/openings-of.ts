import { ApplicationFailure } from '@temporalio/common';
import { UnknownHoursError } from '../domain/calendar/calendar-of.ts';
import { DAY, msBetween, type Instant, type Milliseconds } from '../domain/calendar/instant.ts';
import type { HoursKey, OpeningHours } from '../domain/calendar/opening-hours.ts';
import { resolveOpeningHours } from '../domain/calendar/resolve-opening-hours.ts';
import type { PolicyShelf } from '../store/policies.ts';

export interface OpeningsWanted {
  policyHash: string;
  key: HoursKey;
  from: Instant;
  until: Instant;
}

/** Resolves a team's hours to UTC, by the policy that the ticket is pinned to: time zones never run in a workflow. */
export const createOpeningsOf =
  ({ policies }: { policies: PolicyShelf }) =>
  async ({ policyHash, key, from, until }: OpeningsWanted): Promise<OpeningHours> =>
    resolved(await policies.find(policyHash), key, ...withinReason(from, until));

/** More than any promise reaches: resolving centuries would keep the process from everything else. */
const LONGEST: Milliseconds = 5 * 366 * DAY;

function withinReason(from: Instant, until: Instant): [Instant, Instant] {
  if (msBetween(from, until) <= LONGEST) return [from, until];
  throw ApplicationFailure.nonRetryable(`no hours are resolved from ${from} to ${until} at once`, 'hours-out-of-range');
}

/** A team that the policy doesn't know will not be known later either. */
function resolved(...wanted: Parameters<typeof resolveOpeningHours>): OpeningHours {
  try {
    return resolveOpeningHours(...wanted);
  } catch (error) {
    if (error instanceof UnknownHoursError) throw ApplicationFailure.nonRetryable(error.message, error.code);
    throw error;
  }
}
