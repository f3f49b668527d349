import { z } from 'zod';
import { APPROVAL_TYPES } from '../../domain/approvals/approval.ts';
import { parseDuration } from '../../domain/policy/durations.ts';
import { HAND_OVER_REASONS, KINDS, TOPICS } from '../../domain/ticket/ticket.ts';
import { instantText } from './instant-text.ts';
import { readWhen, WHEN_FORMS } from './when.ts';

/** Said by the key alone: `take:`, or `take: true`. */
const Nothing = z.union([z.null(), z.literal(true)], { error: 'expected nothing after the colon, or true' });

/** Words, or none. */
const Words = z
  .union([z.string().min(1, 'expected some words'), z.null(), z.literal(true)])
  .transform((text): string | null => (typeof text === 'string' ? text : null));

const Text = z.string({ error: 'expected a text' }).min(1, 'expected a text');

export const Moment = instantText(`an instant: ${WHEN_FORMS}`, readWhen).describe(WHEN_FORMS);

const orJust = <T extends z.ZodType, U extends z.ZodType>(short: T, whole: U) => z.union([short, whole]);

const Forward = z.strictObject({
  team: Text,
  reason: z.enum(HAND_OVER_REASONS).default('server'),
  explanation: Text.default('It needs a look by specialists.').describe('Why: the customer reads it'),
  nextStep: Text.default('They take it up next.').describe('What happens next: the customer reads it'),
});

/** Where to, or all of it. */
const HandOver = orJust(
  Text.transform((team) => Forward.parse({ team })),
  Forward,
);

const Request = z
  .strictObject({
    channel: z.enum(['ticket', 'chat', 'email']).default('ticket'),
    subject: Text.default('A request'),
    body: Text.default('I need your help.'),
    topic: z.enum(TOPICS).optional(),
    service: z
      .strictObject({ kind: z.enum(['vps', 'dedicated', 'shared', 'other']), id: Text, site: Text.optional() })
      .optional(),
  })
  .superRefine(({ channel, topic, service }, context) => {
    if (channel !== 'email') return;
    for (const [key, said] of Object.entries({ topic, service })) {
      if (said !== undefined)
        context.addIssue({
          code: 'custom',
          message: 'expected nothing: no mail says so',
          path: [key],
          continue: false,
        });
    }
  });

const MONEY = /^(\d+)\.(\d{2}) ([A-Z]{3})$/;
const Money = z
  .string()
  .regex(MONEY, 'expected an amount such as 50.00 EUR')
  .transform((text) => {
    const [, units = '', cents = '', currency = ''] = MONEY.exec(text) ?? [];
    return { minor: Number(units) * 100 + Number(cents), currency };
  });

const ApprovalRequest = z.strictObject({
  type: z.enum(APPROVAL_TYPES).default('billing-credit'),
  reason: Text.default('The customer has a case.'),
  amount: Money.optional(),
});

const Decision = z.strictObject({
  decision: z.enum(['approve', 'refuse']),
  comment: Text.optional(),
  forCustomer: z.boolean().default(false).describe('The customer reads the comment'),
  via: z.enum(['api', 'signal']).default('api').describe("signal: by Temporal's own, as without the API"),
});

/** What a fault does to the parts of Kept. */
export type Breakdown =
  { type: 'mail-server-down'; forMs: number } | { type: 'worker-down'; forMs: number } | { type: 'worker-restarted' };

const FAULT_FORMS = 'mail server down for 5m, worker down for 5m, or worker restarted';

const FaultText = z
  .string({ error: `expected a fault: ${FAULT_FORMS}` })
  .transform((text, context): Breakdown => {
    if (text === 'worker restarted') return { type: 'worker-restarted' };
    const [, part, span = ''] = /^(mail server|worker) down for (\S+)$/.exec(text) ?? [];
    const forMs = parseDuration(span);
    if (part !== undefined && forMs !== null) {
      return { type: part === 'worker' ? 'worker-down' : 'mail-server-down', forMs };
    }
    context.addIssue({ code: 'custom', message: `expected a fault: ${FAULT_FORMS}` });
    return z.NEVER;
  })
  .describe(FAULT_FORMS);

/** Everything that somebody can do in a story, by its key. */
export const ACTIONS = {
  submit: orJust(
    Text.transform((body) => Request.parse({ body })),
    Request,
  ).describe('A customer asks for help; channel email sends a real mail'),
  write: Text.describe('A customer writes into the conversation: by mail, where the ticket came by mail'),
  reply: Text.describe('Staff writes to the customer'),
  ask: Text.describe('Staff asks the customer, who then owes an answer'),
  note: Text.describe('Staff writes an internal note'),
  take: Nothing.describe('Takes the ticket'),
  release: Nothing.describe('Gives the ticket back to its team'),
  assign: Text.describe('Gives the ticket to somebody of the team, by name'),
  review: orJust(
    z.enum(KINDS).transform((kind) => ({ kind, forward: undefined })),
    z.strictObject({ kind: z.enum(KINDS), forward: HandOver.optional() }),
  ).describe('Decides what kind of request it is, and may hand it over at once'),
  forward: HandOver.describe('Hands the ticket over to another team'),
  consult: z
    .strictObject({ team: Text, question: Text.default('What do you see?') })
    .describe('Asks another team without handing over'),
  answer: Text.describe('Answers what the team was asked'),
  estimate: orJust(
    Moment.transform((ready) => ({ ready, explanation: 'It takes as long as this.' })),
    z.strictObject({ ready: Moment, explanation: Text.default('It takes as long as this.') }),
  ).describe('Promises a time'),
  askApproval: ApprovalRequest.describe('Asks management'),
  withdrawApproval: Nothing.describe('Takes back what management was asked last'),
  decide: orJust(
    z.enum(['approve', 'refuse']).transform((decision) => Decision.parse({ decision })),
    Decision,
  ).describe('A manager decides what was asked last'),
  resolve: orJust(
    Text.transform((summary) => ({ summary, details: undefined })),
    z.strictObject({ summary: Text, details: Text.optional() }),
  ).describe('Sends the solution'),
  confirm: Words.describe('The customer says that it is solved'),
  contradict: Words.describe('The customer says that it is not solved'),
  withdraw: Words.describe('The customer withdraws the request'),
  reopen: Text.describe('The customer writes to a closed ticket'),
  watch: Nothing.describe('A customer follows the ticket live, as the chat does'),
  leave: Nothing.describe('A customer stops following it'),
  fault: FaultText,
} as const;

export type ActionName = keyof typeof ACTIONS;
export const ACTION_NAMES = Object.keys(ACTIONS) as ActionName[];

/** What a step does: the name, and the words that go with it. */
export type Action = { [N in ActionName]: { name: N; data: z.output<(typeof ACTIONS)[N]> } }[ActionName];
