import type { LivePhase } from './departure.ts';

/**
 * Phase 1. The customer wrote; the acknowledgement is on its way (P2). Ends when it is settled, kept or missed, or when
 * somebody of staff acts before that.
 */
export const submit: LivePhase<'submit'> = (live) => live.departure('submit');
