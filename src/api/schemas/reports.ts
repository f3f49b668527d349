import { z } from 'zod';
import { PROMISE_KINDS } from '../../domain/promises/promise.ts';
import { Id, InstantText } from './parts.ts';

const Milliseconds = z.int();

/** Where calendars, JavaScript and PostgreSQL agree, with room for a time zone at both ends. */
const FIRST_DAY = '2000-01-01';
const LAST_DAY = '2999-12-31';

const Day = z.iso
  .date({ error: 'expected a day such as 2026-11-23', abort: true })
  .refine((day) => day >= FIRST_DAY && day <= LAST_DAY, `expected a day from ${FIRST_DAY} to ${LAST_DAY}`);

export const ReportQuery = z.strictObject({
  from: Day.optional().describe("First day, in first-line support's time zone; six days before `to` unless given"),
  to: Day.optional().describe('Last day, included; today unless given. At most a year is reported at once'),
  team: Id.optional().describe('Promises that were this team’s to keep; `approvers` for decisions'),
});
export type ReportQuery = z.infer<typeof ReportQuery>;

const COUNTS = {
  made: z.int().describe('The sum of the five that follow'),
  kept: z.int(),
  missed: z.int().describe('Made good later or not'),
  withdrawn: z.int().describe('Without those re-estimated'),
  reestimated: z.int().describe('Withdrawn by a newer estimate before they were due'),
  running: z.int().describe('Not yet due, paused ones among them'),
  attainmentPercent: z
    .number()
    .nullable()
    .describe('Kept of those kept or missed, cut to two decimals: 100 means all. null: there are none'),
  medianMs: Milliseconds.nullable().describe(
    'From making to settling, of those kept and those missed and made good. By the wall: a pause for the customer, or ' +
      'closed hours, make it longer than what was promised',
  ),
  p95Ms: Milliseconds.nullable(),
  detectionLatenessMs: z
    .object({ p50: Milliseconds.nullable(), p99: Milliseconds.nullable() })
    .describe('How long after the due instant misses were noticed'),
};
const Kind = z.enum(PROMISE_KINDS);
const Counts = z.object(COUNTS);

const SPLIT = {
  totalMs: Milliseconds.describe(
    'The wall time of the life of a ticket, to its closing or until now; what lies between a closing and a reopening is no ' +
      'part of it. The four that follow add up to it exactly',
  ),
  customerMs: Milliseconds.describe("Waiting for the customer's answer, or for their word on the resolution"),
  approvalMs: Milliseconds.describe('Otherwise: some approval undecided'),
  closedHoursMs: Milliseconds.describe('Otherwise: the team that held it was closed'),
  teams: z.record(z.string(), Milliseconds).describe('Otherwise: with the team that held it, by team'),
};

export const SummedTimesView = z.object({ tickets: z.int(), ...SPLIT });

export const TicketTimeView = z
  .object({ submittedAt: InstantText, until: InstantText.describe('When it was closed, or now'), ...SPLIT })
  .meta({ id: 'TicketTime' });

export const PromiseReportView = z
  .object({
    from: z.string(),
    to: z.string(),
    zone: z.string().describe('Whose calendar days are meant'),
    team: z.string().nullable(),
    rows: z.array(z.object({ day: z.string(), team: z.string(), kind: Kind, ...COUNTS })),
    totals: z.object({ byKind: z.array(z.object({ kind: Kind, ...COUNTS })), overall: Counts }),
    time: SummedTimesView.describe('Of the tickets submitted on these days, whichever team is asked for'),
  })
  .meta({ id: 'PromiseReport' });
