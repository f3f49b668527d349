import { z } from 'zod';
import { APPROVAL_TYPES } from '../../domain/approvals/approval.ts';
import { PROMISE_KINDS } from '../../domain/promises/promise.ts';
import { InstantText } from './parts.ts';
import { SummedTimesView } from './reports.ts';

export const DigestParams = z.object({
  week: z.string().regex(/^\d{4}-W\d{2}$/, 'expected a week of ISO 8601 such as 2026-W48'),
});

export const DigestQuery = z.strictObject({
  cursor: z.string().optional().describe('The `nextCursor` of an earlier page'),
});

const HEADING = {
  week: z.string().describe('By its name in ISO 8601, such as 2026-W48'),
  from: z.string().describe('Its Monday'),
  to: z.string().describe('Its Sunday'),
  zone: z.string().describe("Of the approvers' site"),
  asOf: InstantText.describe('Up to when it tells what became of things'),
};

export const DigestHeadView = z.object(HEADING);

const excerpt = <T extends z.ZodType>(item: T) =>
  z.object({ count: z.int(), first: z.array(item).describe('The first ones of the list') });

const Kind = z.enum(PROMISE_KINDS);

export const DigestView = z
  .object({
    ...HEADING,
    text: z.string().describe('For people, in English'),
    outcomes: z
      .array(z.object({ kind: Kind, kept: z.int(), missed: z.int(), attainmentPercent: z.number().nullable() }))
      .describe('Promises by the week in which their outcome became known'),
    misses: excerpt(
      z.object({
        ticket: z.int().describe('Its number'),
        kind: Kind,
        cycle: z.int(),
        team: z.string(),
        dueAt: InstantText,
        lateMs: z.number().nullable().describe('By the wall, until it was made good; null: it has not been'),
      }),
    ),
    overdue: excerpt(
      z.object({
        ticket: z.int(),
        team: z.string(),
        assignee: z.string().nullable(),
        kind: Kind.nullable(),
        dueAt: InstantText,
      }),
    ),
    undecided: excerpt(
      z.object({
        ticket: z.int(),
        type: z.enum(APPROVAL_TYPES),
        amount: z.object({ minor: z.int(), currency: z.string() }).nullable(),
        askedAt: InstantText,
        dueAt: InstantText,
      }),
    ),
    time: SummedTimesView.describe('Of the tickets submitted in this week'),
  })
  .meta({ id: 'Digest' });
