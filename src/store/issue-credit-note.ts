import type { Selectable } from 'kysely';
import { creditNoteNumber, type NoteDraft } from '../domain/grants/credit-note.ts';
import { UngrantableError } from '../domain/grants/ungrantable.ts';
import type { Store } from './connect.ts';
import type { CreditNoteRow } from './schema.ts';

/**
 * Gives a note the next number of the series and keeps it for good, in one transaction: without the note, its number is
 * still free. The same approval gets the number it has.
 * @throws UngrantableError when the approval has a note about something else
 */
export function issueCreditNote(store: Store, draft: NoteDraft): Promise<string> {
  return store.transaction().execute(async (tx) => {
    // Whoever issues a note waits here for whoever issues one already, and then sees it.
    const series = await tx.selectFrom('credit_note_series').selectAll().forUpdate().executeTakeFirstOrThrow();
    const earlier = await tx
      .selectFrom('credit_notes')
      .where('ticket_id', '=', draft.ticket.id)
      .where('approval_id', '=', draft.approvalId)
      .selectAll()
      .executeTakeFirst();
    if (earlier !== undefined) return sameNote(earlier, draft);

    const count = series.last_count + 1;
    const number = creditNoteNumber(count);
    // Recorded late, an approval of yesterday may follow a note of today: numbers and days ascend together.
    const issuedOn = draft.issuedOn > series.last_issued_on ? draft.issuedOn : series.last_issued_on;
    await tx.updateTable('credit_note_series').set({ last_count: count, last_issued_on: issuedOn }).execute();
    await tx
      .insertInto('credit_notes')
      .values({
        number,
        count,
        issued_at: new Date(draft.issuedAt),
        issued_on: issuedOn,
        locale: draft.locale,
        company_name: draft.company.name,
        support_address: draft.company.supportAddress,
        ticket_id: draft.ticket.id,
        ticket_number: draft.ticket.number,
        approval_id: draft.approvalId,
        customer: draft.customer.id,
        customer_name: draft.customer.name,
        country: draft.country,
        currency: draft.currency,
        minor_units: draft.minorUnits,
        net: draft.net,
        vat_percent: draft.vatPercent,
        vat: draft.vat,
        gross: draft.gross,
        rounding: draft.rounding,
        approved_by: draft.approvedBy,
      })
      .execute();
    return number;
  });
}

/** An answer with another credit's number would hide that this one was never given. */
function sameNote(earlier: Selectable<CreditNoteRow>, draft: NoteDraft): string {
  const isSame =
    earlier.country === draft.country &&
    earlier.net === draft.net &&
    earlier.currency === draft.currency &&
    earlier.gross === draft.gross;
  if (isSame) return earlier.number;
  throw new UngrantableError(
    'approval-reused',
    `${earlier.number} was issued for the approval ${draft.approvalId}, and says something else`,
  );
}
