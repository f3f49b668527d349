import type { LivePhase } from './departure.ts';

/**
 * Phase 5. A resolution was sent and the customer is asked to confirm (P10). Confirmation or silence closes the ticket;
 * "not solved" puts it back to work with the same team.
 */
export const resolve: LivePhase<'resolve'> = (live) => live.departure('resolve');
