import { z } from 'zod';
import { EVERYBODY } from '../auth/principal.ts';
import { Body } from '../schemas/parts.ts';
import { step } from './step.ts';

const NewMessage = z.strictObject({
  body: Body,
  visibility: z.enum(['public', 'internal']).default('public'),
  asksCustomer: z.boolean().default(false).describe('The customer owes an answer: clocks that depend on it stop'),
});

export const MESSAGE_STEP = step({
  path: 'messages',
  summary: 'Writes into the conversation',
  roles: EVERYBODY,
  command: 'addMessage',
  body: NewMessage.refine(({ visibility, asksCustomer }) => !(asksCustomer && visibility === 'internal'), {
    path: ['asksCustomer'],
    message: 'expected a public message: an internal note asks the customer nothing',
  }),
  text: ({ visibility, body }) => ({ visibility, body }),
  data: ({ visibility, asksCustomer }, messageId) => ({ visibility, asksCustomer, messageId }),
});
