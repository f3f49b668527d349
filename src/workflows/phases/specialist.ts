import type { LivePhase } from './departure.ts';

/** Phase 4. A specialist works on it and the customer keeps hearing (P4, P9). Ends with a hand-over or a resolution. */
export const specialist: LivePhase<'specialist'> = (live) => live.departure('specialist');
