import type { Instant } from '../calendar/instant.ts';

export const APPROVAL_TYPES = ['billing-credit', 'account-exception', 'special-request'] as const;
/** What managers decide (P6d, P15). */
export type ApprovalType = (typeof APPROVAL_TYPES)[number];

export const APPROVAL_STATES = ['pending', 'partly-approved', 'approved', 'refused', 'expired', 'withdrawn'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** Money in minor units of a currency (ISO 4217). */
export interface Money {
  minor: number;
  currency: string;
}

/** The tax on a credit, fixed when it is asked for: the customer's country (ISO 3166) and its percent. */
export interface VatRate {
  country: string;
  percent: number;
}

/** What a manager said, whether or not it may stand. */
export interface Decided {
  /** Of the decision itself: the store knows its comment by it. */
  id: string;
  by: string;
  decision: 'approve' | 'refuse';
  at: Instant;
  via: Via;
  /** Whether it counts. */
  standing: boolean;
  /** Why it does not. */
  refusal: string | null;
  /** The same in words; older decisions have none. */
  reason?: string | null;
  /** Whom it was decided for by a delegate, where their level was needed. */
  onBehalfOf: string | null;
  /** The level that covered it. */
  level: number | null;
}

/** How a decision came: through Kept's API, or as a signal that somebody sent to Temporal itself. */
export type Via = 'api' | 'signal';

/** A request to management; its reason is the message with the approval's id. */
export interface Approval {
  id: string;
  type: ApprovalType;
  state: ApprovalState;
  /** Net; `null` where no money is asked for. */
  amount: Money | null;
  vat: VatRate | null;
  askedBy: string;
  askedAt: Instant;
  /** By when management should decide: when its `decision` promise is due. */
  dueAt: Instant;
  /** Undecided until then it goes back to the agent. */
  expiresAt: Instant;
  decisions: Decided[];
  /** When the last decision fell, or it ended without one. */
  endedAt: Instant | null;
  /** What followed an approval; `null` until it has. */
  carriedOut: CarriedOut | null;
}

/** What followed an approval: the number of a credit note, or until when an exception is valid; or why nothing could. */
export interface CarriedOut {
  at: Instant;
  creditNote: string | null;
  validUntil: Instant | null;
  failure: string | null;
}

export const approvalOf = (approvals: Approval[], id: string): Approval | undefined =>
  approvals.find((approval) => approval.id === id);

/** Waits for a manager's decision. */
export const isUndecided = ({ state }: Pick<Approval, 'state'>): boolean =>
  state === 'pending' || state === 'partly-approved';

/** Granted, and what should follow has not. */
export const awaitsCarryingOut = ({ state, carriedOut }: Approval): boolean =>
  state === 'approved' && carriedOut === null;
