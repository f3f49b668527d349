import { z } from 'zod';
import { CUSTOMER, STAFF } from '../auth/principal.ts';
import { Body, Line } from '../schemas/parts.ts';
import { step, type Step, type StepText } from './step.ts';

/** A comment that may be left out. */
const optionalText = (body: string | undefined): StepText | null =>
  body === undefined ? null : { visibility: 'public', body };

/** Phase 5, and what else ends a ticket. */
export const RESOLVING_STEPS: readonly Step[] = [
  step({
    path: 'resolution',
    summary: 'Sends the solution and asks the customer to confirm it',
    roles: STAFF,
    command: 'resolveTicket',
    body: z.strictObject({ summary: Line, details: Body.optional() }),
    text: ({ summary, details }) => ({
      visibility: 'public',
      body: details === undefined ? summary : `${summary}\n\n${details}`,
    }),
    data: (_body, messageId) => ({ messageId }),
  }),
  step({
    path: 'confirmation',
    summary: 'Says whether the solution solved it',
    roles: CUSTOMER,
    command: 'confirmResolution',
    body: z.strictObject({ solved: z.boolean(), comment: Body.optional() }),
    text: ({ comment }) => optionalText(comment),
    data: ({ solved, comment }, messageId) => ({ solved, messageId: comment === undefined ? null : messageId }),
  }),
  step({
    path: 'withdrawal',
    summary: 'Withdraws the request',
    roles: CUSTOMER,
    command: 'withdrawTicket',
    body: z.strictObject({ reason: Body.optional() }).nullish(),
    text: (body) => optionalText(body?.reason),
    data: (body, messageId) => ({ messageId: body?.reason === undefined ? null : messageId }),
  }),
];
