import { z } from 'zod';
import { APPROVAL_STATES, APPROVAL_TYPES } from '../../domain/approvals/approval.ts';
import { Body, InstantText } from './parts.ts';
import { TicketParams } from './ticket-params.ts';

export const Money = z.strictObject({
  minor: z
    .int()
    .positive('expected an amount above 0, in minor units')
    .describe('Net, in minor units: 2500 is 25.00 EUR'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'expected a currency by its ISO 4217 code, such as EUR'),
});

export const NewApproval = z.strictObject({
  type: z.enum(APPROVAL_TYPES),
  reason: Body.describe('For managers; the customer does not read it'),
  amount: Money.optional(),
});

export const AskedApproval = z.object({ approvalId: z.string() });

export const NewDecision = z.strictObject({
  decision: z.enum(['approve', 'refuse']),
  comment: Body.optional(),
  commentForCustomer: z.boolean().default(false).describe('The customer reads the comment; otherwise it is for staff'),
});

export const ApprovalView = z
  .object({
    id: z.string(),
    type: z.enum(APPROVAL_TYPES),
    reason: z.string().nullable().describe('For staff'),
    amount: Money.nullable().describe('Net; a customer sees it once it is granted'),
    state: z.enum(APPROVAL_STATES).describe('A customer sees partly-approved as pending'),
    askedBy: z.string().nullable().describe('For staff'),
    askedAt: InstantText,
    dueAt: InstantText.describe('By when management should decide'),
    expiresAt: InstantText.describe('Undecided until then it goes back to the agent: nothing is approved by silence'),
    decisions: z
      .array(
        z.object({
          by: z.string(),
          decision: z.enum(['approve', 'refuse']),
          at: InstantText,
          comment: z.string().nullable(),
          via: z.enum(['api', 'signal']),
          standing: z.boolean().describe('Whether it counts'),
          refusal: z.string().nullable().describe('Why it does not'),
          onBehalfOf: z.string().nullable().describe('The absent manager whose limit was needed'),
        }),
      )
      .describe('For staff'),
    creditNote: z.string().nullable().describe('The number of what a granted credit produced'),
    validUntil: InstantText.nullable().describe('Until when a granted exception may be used'),
  })
  .meta({ id: 'Approval' });
export type ApprovalView = z.infer<typeof ApprovalView>;

/** In the managers' inbox, with what it is about. */
export const InboxItem = ApprovalView.extend({
  ticket: z.object({
    id: z.string(),
    number: z.int(),
    subject: z.string(),
    customer: z.string(),
    country: z.string().nullable(),
    team: z.string(),
    assignee: z.string().nullable(),
  }),
});

export const InboxQuery = z.strictObject({
  state: z.enum(APPROVAL_STATES).optional(),
  cursor: z.string().optional().describe('The `nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const ApprovalParams = TicketParams.extend({ approvalId: z.string() });
