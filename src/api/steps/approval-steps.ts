import { z } from 'zod';
import { amountFault } from '../../domain/approvals/amount-fault.ts';
import { approvalOf } from '../../domain/approvals/approval.ts';
import { vatRate } from '../../domain/grants/vat-rate.ts';
import { mayAskApproval } from '../../domain/ticket/commands/ask-approval.ts';
import { STAFF } from '../auth/principal.ts';
import { ProblemError } from '../problem.ts';
import { NewApproval } from '../schemas/approval.ts';
import { step, type TicketContext } from './step.ts';

/** Asks management; answers with the approval's id, which is the command's. */
export const ASK_APPROVAL_STEP = step({
  path: 'approvals',
  summary: 'Asks management for a credit, an account exception or a special request',
  roles: STAFF,
  command: 'askApproval',
  body: NewApproval,
  check: ({ type, amount }, { current }) => {
    const fault = amountFault(current.terms.approvals, type, amount ?? null);
    if (fault === null) return;
    const { code, detail, path = '' } = fault;
    throw new ProblemError(code, detail, { errors: [{ path, message: detail }] });
  },
  // Who may ask comes before what the customer's country allows.
  find: (ticket, _params, actor) => mayAskApproval(ticket, actor),
  text: ({ reason }) => ({ visibility: 'internal', body: reason }),
  data: ({ type, amount }, messageId, _params, context) => ({
    approvalId: messageId,
    messageId,
    type,
    amount: amount ?? null,
    vat: amount === undefined ? null : vatOf(context),
  }),
});

function vatOf({ policy: { vat }, country }: TicketContext) {
  const rate = vatRate(vat, country);
  if ('refusal' in rate) throw new ProblemError(rate.refusal.code, rate.refusal.detail);
  return { country: country ?? '', percent: rate.percent };
}

export const WITHDRAW_APPROVAL_STEP = step({
  path: 'approvals/:approvalId/withdrawal',
  summary: 'Takes back a request to management that is not decided',
  roles: STAFF,
  command: 'withdrawApproval',
  body: z.strictObject({}).nullish(),
  find: ({ approvals }, { approvalId = '' }) => {
    if (approvalOf(approvals, approvalId) === undefined) throw noSuchApproval();
  },
  data: (_body, _messageId, { approvalId = '' }) => ({ approvalId }),
});

export const noSuchApproval = (): ProblemError =>
  new ProblemError('no-such-approval', 'this ticket has no such approval');
