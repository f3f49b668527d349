import type { LivePhase } from './departure.ts';

/**
 * Phase 2. First-line support reads the request, answers within the first reply (P3), decides what kind it is, and works on
 * it here unless specialists are needed. Ends with a hand-over or a resolution.
 */
export const review: LivePhase<'review'> = (live) => live.departure('review');
