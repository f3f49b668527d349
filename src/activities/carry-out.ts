import { ApplicationFailure } from '@temporalio/common';
import type { Instant } from '../domain/calendar/instant.ts';
import type { ApprovedRequest } from '../domain/grants/approved-request.ts';
import { UngrantableError } from '../domain/grants/ungrantable.ts';

export interface CarriedOut {
  /** The credit note's number; null for what is no credit. */
  creditNote: string | null;
  validUntil: Instant | null;
}

/** What an approval sets going outside the ticket. Doing it twice changes nothing. */
export interface Bookkeeping {
  /** @returns the note's number */
  issueCreditNote(request: ApprovedRequest): Promise<string>;
  recordException(request: ApprovedRequest): Promise<void>;
}

/** Carries out what management approved (P6d); twice changes nothing. */
export const createCarryOut =
  ({ bookkeeping }: { bookkeeping: Bookkeeping }) =>
  async (request: ApprovedRequest): Promise<CarriedOut> => {
    try {
      if (request.type === 'billing-credit') {
        return { creditNote: await bookkeeping.issueCreditNote(request), validUntil: null };
      }
      await bookkeeping.recordException(request);
      return { creditNote: null, validUntil: request.validUntil };
    } catch (error) {
      if (error instanceof UngrantableError) throw ApplicationFailure.nonRetryable(error.message, error.code);
      throw error;
    }
  };
