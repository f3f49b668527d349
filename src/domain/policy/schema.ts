import type { z } from 'zod';
import { crossCheck } from './cross-check.ts';
import { Parts } from './parts.ts';

/**
 * All that a company promises and who keeps it, as data. Durations are held in milliseconds, amounts in minor units,
 * slots in minutes after local midnight.
 */
export const Policy = Parts.superRefine((policy, ctx) =>
  crossCheck(policy, (path, message) => ctx.addIssue({ code: 'custom', path, message })),
);
export type Policy = z.infer<typeof Policy>;
