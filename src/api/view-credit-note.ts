import { isStaff } from '../domain/ticket/actor.ts';
import type { CreditNote } from '../domain/grants/credit-note.ts';
import type { Principal } from './auth/principal.ts';
import type { CreditNoteView } from './schemas/credit-note.ts';

/** A credit note as `viewer` may see it; which managers approved it is none of the customer's. */
export function viewCreditNote(note: CreditNote, viewer: Principal): CreditNoteView {
  const { currency, net, vat, gross, approvedBy, ...told } = note;
  const amount = (minor: number) => ({ minor, currency });
  return {
    ...told,
    net: amount(net),
    vat: amount(vat),
    gross: amount(gross),
    approvedBy: isStaff(viewer) ? approvedBy : null,
  };
}
