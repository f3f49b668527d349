import { randomUUID } from 'node:crypto';
import { createBookkeeping } from '../../../src/activities/bookkeeping.ts';
import type { ApiDependencies } from '../../../src/api/dependencies.ts';
import type { ApprovedRequest } from '../../../src/domain/grants/approved-request.ts';

/** Grants a credit on a ticket as an approval would. @returns the note's number */
export const grantCredit = (
  { store, policies }: ApiDependencies,
  ticketId: string,
  fields: Partial<ApprovedRequest> = {},
): Promise<string> =>
  createBookkeeping(store, policies).issueCreditNote({
    ticketId,
    approvalId: randomUUID(),
    type: 'billing-credit',
    amount: { minor: 1_234, currency: 'EUR' },
    vat: { country: 'IT', percent: 22 },
    validUntil: null,
    approvedAt: '2026-11-23T15:00:00.000Z',
    approvedBy: ['manager-1'],
    ...fields,
  });
