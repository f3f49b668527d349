import { z } from 'zod';
import { Id, InstantText } from './parts.ts';

const MAIL_STATES = ['waiting', 'opened', 'joined', 'duplicate', 'automatic', 'bounce', 'held', 'refused'] as const;

export const MailView = z
  .object({
    id: z.string(),
    receivedAt: InstantText,
    source: z.enum(['smtp', 'imap']),
    sender: z.string().nullable().describe('The address that it says it comes from'),
    subject: z.string().nullable(),
    state: z
      .enum(MAIL_STATES)
      .describe('`opened` a ticket or `joined` its conversation; all others did neither, for the `reason` told'),
    reason: z.string().nullable(),
    ticketId: z.string().nullable(),
  })
  .meta({ id: 'Mail' });
export type MailView = z.infer<typeof MailView>;

export const MailQuery = z.strictObject({
  state: z.enum(MAIL_STATES).optional(),
  cursor: z.string().optional().describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const MailParams = z.object({ id: Id });
