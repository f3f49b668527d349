import type { LivePhase } from './departure.ts';

/** Phase 3. Handed over, in the same conversation (P8), and waiting for a member of the team. Ends when one takes it. */
export const forward: LivePhase<'forward'> = (live) => live.departure('forward');
