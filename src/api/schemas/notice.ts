import { z } from 'zod';
import { RECIPIENTS } from '../../domain/policy/management.ts';
import { PROMISE_KINDS } from '../../domain/promises/promise.ts';
import { Id, InstantText } from './parts.ts';

export const NoticeView = z
  .object({
    id: z.string(),
    ticketId: z.string(),
    ticketNumber: z.int(),
    subject: z.string(),
    team: z.string().describe('The team that owes what was promised'),
    promise: z.object({ kind: z.enum(PROMISE_KINDS), cycle: z.int() }),
    rung: z.int().describe('Percent of its time; 100 is the miss, 0 the asking for a decision'),
    dueAt: InstantText.describe("The rung's own instant"),
    firedAt: InstantText,
    latenessMs: z.int(),
    recipients: z.array(
      z.object({
        person: z.string(),
        role: z.enum(RECIPIENTS),
        insteadOf: z.string().nullable().describe('Who is out, and would have been told'),
      }),
    ),
    acknowledgedBy: z.string().nullable(),
    acknowledgedAt: InstantText.nullable(),
  })
  .meta({ id: 'Notice' });
export type NoticeView = z.infer<typeof NoticeView>;

const Flag = z.enum(['true', 'false']);

export const NoticeQuery = z.strictObject({
  acknowledged: Flag.optional(),
  ticket: Id.optional().describe('Of the ticket with this id'),
  mine: Flag.optional().describe('`true`: only those addressed to the caller'),
  cursor: z
    .string()
    .optional()
    .describe(
      'The `nextCursor` of an earlier page, with the same filter. What is acknowledged meanwhile moves behind the open ' +
        'ones, and may be met again there; nothing is missed but what came after the first page.',
    ),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const NoticeParams = z.object({ id: z.string() });
