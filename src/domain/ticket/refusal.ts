/** Why a command may not be done now; each code is stable and means one thing. */
export const REFUSAL_CODES = [
  'not-holding-team',
  'not-consulted-team',
  'not-your-ticket',
  'ticket-closed',
  'ticket-resolved',
  'not-resolved',
  'already-taken',
  'not-taken',
  'already-reviewed',
  'wrong-phase',
  'same-team',
  'estimate-required',
  'instant-in-the-past',
  'instant-too-far',
  'unknown-team',
  'unknown-consultation',
  'already-answered',
  'reopening-expired',
  'no-such-approval',
  'too-many-approvals',
  'amount-required',
  'amount-not-expected',
  'amount-too-high',
  'unknown-currency',
  'already-decided',
  'approval-expired',
  'approval-withdrawn',
  'not-a-manager',
  'own-request',
  'own-ticket',
  'over-limit',
  'malformed',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A command that changes nothing, with the reason in words for whoever sent it. */
export interface Refusal {
  code: RefusalCode;
  detail: string;
  /** The field at fault, where one is. */
  path?: string;
}

/** Carries a refusal out of a decision. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.detail);
    this.name = 'Refused';
  }
}

export const refuse = (code: RefusalCode, detail: string, path?: string): never => {
  throw new Refused({ code, detail, ...(path === undefined ? {} : { path }) });
};
