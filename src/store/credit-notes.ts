import type { Selectable } from 'kysely';
import type { CreditNote } from '../domain/grants/credit-note.ts';
import type { Store } from './connect.ts';
import type { CreditNoteRow } from './schema.ts';

export async function findCreditNote(store: Store, number: string): Promise<CreditNote | undefined> {
  const row = await store.selectFrom('credit_notes').where('number', '=', number).selectAll().executeTakeFirst();
  return row === undefined ? undefined : noteOf(row);
}

export interface CreditNotePage {
  notes: CreditNote[];
  /** Where the next page begins; `null` on the last. */
  next: number | null;
}

/**
 * Notes, the newest first. They come only at the beginning and never move, so whoever walks the pages meets each that was
 * there at first exactly once.
 * @param customer of whom; everybody's without
 */
export async function listCreditNotes(
  store: Store,
  { customer, before, limit }: { customer: string | null; before: number | null; limit: number },
): Promise<CreditNotePage> {
  let query = store.selectFrom('credit_notes').selectAll();
  if (customer !== null) query = query.where('customer', '=', customer);
  if (before !== null) query = query.where('count', '<', before);
  // One more than asked for tells whether there is a next page.
  const rows = await query
    .orderBy('count', 'desc')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  return { notes: shown.map(noteOf), next: rows.length > limit ? (shown.at(-1)?.count ?? null) : null };
}

const noteOf = (row: Selectable<CreditNoteRow>): CreditNote => ({
  number: row.number,
  issuedAt: row.issued_at.toISOString(),
  issuedOn: row.issued_on,
  locale: row.locale,
  company: { name: row.company_name, supportAddress: row.support_address },
  ticket: { id: row.ticket_id, number: row.ticket_number },
  approvalId: row.approval_id,
  customer: { id: row.customer, name: row.customer_name },
  country: row.country,
  currency: row.currency,
  minorUnits: row.minor_units,
  net: row.net,
  vatPercent: Number(row.vat_percent),
  vat: row.vat,
  gross: row.gross,
  rounding: row.rounding,
  approvedBy: row.approved_by,
});
