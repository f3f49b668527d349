import type { Instant } from '../domain/calendar/instant.ts';
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
    resolveOpeningHours(await policies.find(policyHash), key, from, until);
