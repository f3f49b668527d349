import { isIP } from 'node:net';
import { z } from 'zod';
import { EVENT_TYPES } from '../../domain/ticket/told-to-customers.ts';
import { Id, InstantText, Line } from './parts.ts';

const FAMILIES = [...new Set(EVENT_TYPES.map((type) => `${type.split('.')[0] ?? ''}.*`))];
const PATTERNS: string[] = ['*', ...FAMILIES, ...EVENT_TYPES];

const Pattern = z.string().refine((pattern) => PATTERNS.includes(pattern), {
  error: `expected *, or one of ${FAMILIES.join(', ')}, or a type of event in the journal, such as promise.missed`,
});

const Url = z
  .url({ protocol: /^https?$/, error: 'expected an https URL' })
  .max(2_000)
  .refine((url) => !URL.canParse(url) || isPlain(new URL(url)), { error: 'expected a URL without user and fragment' });

/** A password would be shown to whoever lists webhooks, and a fragment is never sent. */
const isPlain = ({ username, password, hash }: URL): boolean => `${username}${password}${hash}` === '';

export const NewWebhook = z.strictObject({
  url: Url,
  events: z
    .array(Pattern)
    .min(1)
    .max(100)
    .default(['*'])
    .describe(
      'Types of events as in the journal, `promise.missed`, or all of a kind, `promise.*`; all, when not given',
    ),
  description: Line.optional(),
});

/** Why nothing may be sent to an address, as far as the address itself shows; what its name resolves to is looked at when it is called. */
export function faultOfAddress(url: string, { allowPrivate }: { allowPrivate: boolean }): string | null {
  if (allowPrivate) return null;
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:') return 'expected an https URL';
  const isLiteral = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
  return isLiteral || /(^|\.)localhost\.?$/.test(hostname) ? 'expected the name of a public host' : null;
}

export const WebhookView = z
  .object({
    id: z.string(),
    url: z.string(),
    events: z.array(z.string()),
    description: z.string().nullable(),
    madeBy: z.string(),
    madeAt: InstantText,
    state: z.enum(['active', 'disabled']).describe('Nothing is sent to a disabled one, and nothing new is kept for it'),
    disabledAt: InstantText.nullable(),
    disabledReason: z.string().nullable(),
  })
  .meta({ id: 'Webhook' });
export type WebhookView = z.infer<typeof WebhookView>;

export const MadeWebhookView = WebhookView.extend({
  secret: z.string().describe('What signs (Standard Webhooks); told this once'),
}).meta({ id: 'MadeWebhook' });

export const TestedView = z.object({
  delivered: z.boolean(),
  outcome: z.string().describe('What it answered, or why it did not'),
});

export const DeliveryView = z
  .object({
    id: z.string().describe('The `webhook-id` that it is sent with'),
    type: z.string(),
    ticketId: z.string(),
    seq: z.int(),
    madeAt: InstantText,
    state: z.enum(['waiting', 'delivered']),
    tries: z.int(),
    outcome: z.string().nullable().describe('What came of the last try'),
    nextTryAt: InstantText.nullable(),
    deliveredAt: InstantText.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export type DeliveryView = z.infer<typeof DeliveryView>;

export const DeliveryQuery = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'expected the nextCursor of an earlier page')
    .transform(Number)
    .optional()
    .describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const WebhookParams = z.object({ id: Id });
