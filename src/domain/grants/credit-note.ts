import type { Instant } from '../calendar/instant.ts';
import type { Locale } from '../policy/words.ts';

/** A credit note as it was issued: all that it says, whatever becomes of the ticket, the policy or the customer's name. */
export interface CreditNote {
  number: string;
  /** When the credit was approved. */
  issuedAt: Instant;
  /** The day printed on it (`2026-11-23`), by the approvers' clock; never before that of the number before. */
  issuedOn: string;
  /** The language it is printed in. */
  locale: Locale;
  company: { name: string; supportAddress: string };
  ticket: { id: string; number: number };
  approvalId: string;
  customer: { id: string; name: string };
  /** ISO 3166, as the VAT was fixed by. */
  country: string;
  currency: string;
  /** Decimal places of the currency. */
  minorUnits: number;
  /** In minor units, like `vat` and `gross`. */
  net: number;
  vatPercent: number;
  vat: number;
  gross: number;
  /** How the VAT was rounded, in the note's language. */
  rounding: string;
  /** The managers whose decisions approved it. */
  approvedBy: string[];
}

/** A note that has no number yet. */
export type NoteDraft = Omit<CreditNote, 'number'>;

/** `CN-000001`: one series for all years. Six digits sort as text for as long as they last; then there are seven. */
export const creditNoteNumber = (count: number): string => `CN-${String(count).padStart(6, '0')}`;
