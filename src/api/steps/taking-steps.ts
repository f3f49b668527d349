import { z } from 'zod';
import { STAFF } from '../auth/principal.ts';
import { Id } from '../schemas/parts.ts';
import { step, type Step } from './step.ts';

const Nothing = z.strictObject({}).nullish();

/** Who has the ticket. */
export const TAKING_STEPS: readonly Step[] = [
  step({
    path: 'take',
    summary: 'Takes the ticket',
    roles: STAFF,
    command: 'takeTicket',
    body: Nothing,
    data: () => ({}),
  }),
  step({
    path: 'release',
    summary: 'Gives the ticket back to its team',
    roles: STAFF,
    command: 'releaseTicket',
    body: Nothing,
    data: () => ({}),
  }),
  step({
    path: 'assignment',
    summary: 'Gives the ticket to a member of the team',
    roles: STAFF,
    command: 'assignTicket',
    body: z.strictObject({ assignee: Id }),
    data: ({ assignee }) => ({ assignee }),
  }),
];
