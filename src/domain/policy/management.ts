import { z } from 'zod';
import { Schedule } from './schedule.ts';
import { TimeOfDay, WEEKDAYS } from './week.ts';
import { count, Id, LocalDate, Text } from './words.ts';

/** The roles that a person of the directory may hold, from the ticket upwards. */
export const MANAGEMENT_ROLES = ['team-lead', 'duty-manager', 'head-of-support'] as const;

/** Who may be told of a rung, in the order in which one stands in for another who is out. */
export const RECIPIENTS = ['assignee', ...MANAGEMENT_ROLES] as const;

const Absence = z
  .strictObject({
    /** First and last day away, by the calendar of the person's duty hours. */
    from: LocalDate,
    to: LocalDate,
    /** Decides and is told in the meantime. */
    delegate: Id,
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'expected a day not before from' });

const Person = z.strictObject({
  name: Text,
  /** Where notices and digests reach them, besides their inbox. */
  email: z.email().optional(),
  /** Says how much they may grant. */
  level: count(1),
  roles: z.array(z.enum(MANAGEMENT_ROLES)).min(1),
  /** When they are on duty. */
  duty: Schedule,
  absences: z.array(Absence).default([]),
  /** Other ids under which they are known, as a customer for example: nobody decides on their own requests. */
  alsoKnownAs: z.array(Text).default([]),
});

const DecisionRung = z.strictObject({
  /** 0 is the asking itself. */
  rung: z.int().min(0),
  /** To how many of them, from the first who may decide upwards. */
  tell: z.union([count(1), z.literal('all')], { error: 'expected how many are told, or all' }),
});

/** Policies written before there was one. */
const DECISION_LADDER: z.infer<typeof DecisionRung>[] = [
  { rung: 0, tell: 1 },
  { rung: 100, tell: 2 },
  { rung: 150, tell: 'all' },
];

/** The directory of managers, and who of them hears of what (P12). */
export const Management = z.strictObject({
  /** By the id under which they sign in. */
  people: z.record(Id, Person),
  /** Who is told at which percent of a promise. */
  ladder: z.array(z.strictObject({ rung: z.int().min(1), tell: z.array(z.enum(RECIPIENTS)).min(1) })),
  /** The same for requests for approval, which are told to those who may decide them; each entry holds up to the next. */
  decisionLadder: z.array(DecisionRung).min(1).default(DECISION_LADDER),
  /** When the digest of the week before is written, by the approvers' clock; Mondays at 08:00 unless said. */
  digest: z.strictObject({ on: z.enum(WEEKDAYS), at: TimeOfDay }).optional(),
});

/** Which claims of a sign-in token say what somebody may do. */
export const Claims = z.strictObject({
  roles: Text,
  teams: Text,
  managerId: Text,
  /** Which values of the roles claim make somebody what. */
  roleNames: z.strictObject({ customer: z.array(Text), agent: z.array(Text), manager: z.array(Text) }),
});
