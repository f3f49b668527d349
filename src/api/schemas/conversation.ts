import { z } from 'zod';
import { ROLES } from '../../domain/ticket/actor.ts';
import { InstantText } from './parts.ts';

export const MessageView = z
  .object({
    id: z.string(),
    at: InstantText,
    author: z.object({ role: z.enum([...ROLES, 'system']), name: z.string() }),
    visibility: z.enum(['public', 'internal']),
    automatic: z.boolean(),
    body: z.string(),
    attachments: z
      .array(
        z.object({
          id: z.string(),
          fileName: z.string(),
          contentType: z.string().describe('As its sender said; it is served as application/octet-stream'),
          size: z.int().describe('Bytes'),
          sha256: z.string().nullable(),
          refused: z.enum(['too-big', 'too-many', 'forbidden-type']).nullable().describe('Why it was not kept'),
        }),
      )
      .describe('Files that came with it: GET …/attachments/{id}'),
    folded: z
      .string()
      .nullable()
      .describe('Quoted text and signatures of a mail, kept aside; it ends in […] where the rest is in the mail alone'),
  })
  .meta({ id: 'Message' });
export type MessageView = z.infer<typeof MessageView>;

export const ConversationView = z.object({ messages: z.array(MessageView) });

export const JournalView = z.object({
  events: z.array(
    z.object({
      seq: z.int(),
      at: InstantText,
      type: z.string(),
      by: z.string().describe('The id of who did it, or "system"'),
      link: z.string().optional().describe("The id of the ticket's link that they came by, if they did"),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
});
