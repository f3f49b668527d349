import { z } from 'zod';
import { isZone } from '../../domain/policy/schedule.ts';
import { PHASES } from '../../domain/ticket/phases.ts';
import { PROMISE_KINDS } from '../../domain/promises/promise.ts';
import { STATUSES } from '../../domain/ticket/status.ts';
import { CHANNELS, HAND_OVER_REASONS, KINDS, OUTCOMES, TOPICS } from '../../domain/ticket/ticket.ts';
import { ApprovalView } from './approval.ts';
import { Body, Id, InstantText, Line } from './parts.ts';
import { TicketParams } from './ticket-params.ts';

const Service = z.strictObject({
  kind: z.enum(['vps', 'dedicated', 'shared', 'other']),
  id: Id,
  site: Id.optional().describe('The data centre, by the id of its site'),
});

const isLocale = (locale: string): boolean => {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
};

/** A customer's request. */
export const NewTicket = z.strictObject({
  channel: z.enum(['ticket', 'chat']),
  subject: Line,
  body: Body,
  topic: z.enum(TOPICS).optional(),
  service: Service.optional(),
  locale: Id.refine(isLocale, 'expected a language such as en or it-IT').optional(),
  timeZone: Id.refine(isZone, 'expected an IANA time zone such as Europe/Rome').optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'expected a two-letter country code such as IT')
    .optional(),
});
export type NewTicket = z.infer<typeof NewTicket>;

export const PromiseView = z.object({
  kind: z.enum(PROMISE_KINDS),
  cycle: z.int(),
  madeAt: InstantText,
  dueAt: InstantText.nullable().describe('null while the clock is paused'),
  state: z.enum(['running', 'paused', 'kept', 'missed', 'withdrawn']),
  settledAt: InstantText.nullable(),
  reestimated: z.boolean().describe('Withdrawn by a newer estimate before it was due'),
  dropped: z.boolean().describe('Missed, and not wanted any more: it never was made good'),
});

export const TicketView = z
  .object({
    id: z.string(),
    number: z.int().describe('For people: in subjects, on the telephone'),
    phase: z.enum(PHASES),
    status: z.enum(STATUSES),
    team: z.string(),
    assignee: z.string().nullable(),
    kind: z.enum(KINDS).nullable(),
    channel: z.enum(CHANNELS),
    subject: z.string(),
    customer: z.string(),
    topic: z.string().nullable(),
    service: z.object({ kind: z.string(), id: z.string(), site: z.string().nullable() }).nullable(),
    promises: z.array(PromiseView),
    handOvers: z.array(
      z.object({
        at: InstantText,
        by: z.string(),
        from: z.string(),
        to: z.string(),
        reason: z.enum(HAND_OVER_REASONS),
        worksFrom: InstantText,
      }),
    ),
    consultations: z.array(
      z.object({
        id: z.string(),
        team: z.string(),
        askedBy: z.string(),
        askedAt: InstantText,
        answeredBy: z.string().nullable(),
        answeredAt: InstantText.nullable(),
        questionId: z.string().describe('The internal note that asks'),
        answerId: z.string().nullable().describe('The internal note that answers'),
      }),
    ),
    approvals: z.array(ApprovalView),
    estimate: z.object({ readyBy: InstantText, givenAt: InstantText, givenBy: z.string() }).nullable(),
    outcome: z.enum(OUTCOMES).nullable(),
    submittedAt: InstantText,
    closedAt: InstantText.nullable(),
    nextDueAt: InstantText.nullable().describe(
      'The earliest due instant of what is still owed; in the past when it was missed',
    ),
    followUpSince: InstantText.nullable().describe('Since when the customer waits for an answer to a follow-up'),
    waitingSince: InstantText.nullable().describe('Since when the customer owes an answer'),
    continues: z.string().nullable().describe('The closed ticket that this one goes on from'),
    locale: z.string(),
    timeZone: z.string(),
    country: z.string().nullable(),
    allowedSteps: z.array(z.string()).describe('What the caller may do now: the last part of the path to POST to'),
  })
  .meta({ id: 'Ticket' });
export type TicketView = z.infer<typeof TicketView>;

export const TicketQuery = z.strictObject({
  team: Id.optional().describe('Held by this team'),
  consulted: Id.optional().describe('With a question that this team has not answered'),
  phase: z.enum(PHASES).optional(),
  status: z.enum(STATUSES).optional(),
  missed: z.enum(['true', 'false']).optional(),
  assignee: Id.optional(),
  cursor: z
    .string()
    .optional()
    .describe(
      'The `nextCursor` of an earlier page, with the same filter. Whoever follows it to the end meets every ticket that ' +
        'matches all the while exactly once, in the order of the instant of the first page, though tickets move meanwhile. ' +
        'Each is shown as it is now; one that stops matching may be left out, and new ones are for the next walk. A cursor ' +
        'is good for an hour after the first page.',
    ),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type TicketQuery = z.infer<typeof TicketQuery>;

export const ConsultationParams = TicketParams.extend({ cid: z.string() });
