import { z } from 'zod';
import { LOCALES } from '../../domain/policy/words.ts';
import { InstantText } from './parts.ts';

const Amount = z
  .object({ minor: z.int().describe('In minor units: 1250 is 12.50 EUR'), currency: z.string() })
  .meta({ id: 'Amount' });

export const CreditNoteView = z
  .object({
    number: z.string(),
    issuedAt: InstantText.describe('When the credit was approved'),
    issuedOn: z.iso.date().describe('The day printed on it'),
    locale: z.enum(LOCALES).describe('The language it is printed in'),
    company: z.object({ name: z.string(), supportAddress: z.string() }),
    ticket: z.object({ id: z.string(), number: z.int() }),
    approvalId: z.string(),
    customer: z.object({ id: z.string(), name: z.string() }),
    country: z.string().describe('ISO 3166, as the VAT was fixed by'),
    minorUnits: z.int().describe('Decimal places of the currency'),
    net: Amount,
    vatPercent: z.number(),
    vat: Amount,
    gross: Amount,
    rounding: z.string().describe("How the VAT was rounded, in the note's language"),
    approvedBy: z.array(z.string()).nullable().describe('The managers who approved it; null for customers'),
  })
  .meta({ id: 'CreditNote' });
export type CreditNoteView = z.infer<typeof CreditNoteView>;

export const CreditNoteParams = z.object({ number: z.string() });

export const CreditNoteQuery = z.strictObject({
  cursor: z.string().optional().describe('The `nextCursor` of an earlier page'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
