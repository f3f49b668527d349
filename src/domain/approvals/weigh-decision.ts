import type { LimitTerms } from '../policy/terms.ts';
import type { RefusalCode } from '../ticket/refusal.ts';
import type { Authority, Manager } from '../management/manager.ts';
import type { Approval, Decided } from './approval.ts';

/** A decision as it comes: who says what of which approval. */
export interface Decision {
  approvalId: string;
  decision: 'approve' | 'refuse';
  by: string;
}

/** By currency. */
type Limits = Record<string, LimitTerms>;

/** All that a decision is weighed by. */
export interface Scales {
  approval: Approval;
  /** The id of the ticket's customer. */
  customer: string;
  /** Who decides, as today's directory has them; `null`: it does not know them. */
  manager: Manager | null;
  limits: Limits;
}

/** What a decision comes to. `repeated`: it was given before, stands, and changes nothing more. */
export type Weighed =
  | { type: 'stands'; state: 'partly-approved' | 'approved' | 'refused'; level: number; onBehalfOf: string | null }
  | { type: 'repeated' }
  | { type: 'refused'; code: RefusalCode; reason: string };

const refused = (code: RefusalCode, reason: string): Weighed => ({ type: 'refused', code, reason });

/** Why an approval that has ended takes no decision. */
const ENDED = {
  approved: ['already-decided', 'it was approved already, and a decision cannot be changed'],
  refused: ['already-decided', 'it was refused already, and a decision cannot be changed'],
  expired: ['approval-expired', 'nobody decided it in time, and it went back to the agent'],
  withdrawn: ['approval-withdrawn', 'it was withdrawn'],
} as const;

/**
 * P15: whether a manager's decision may stand. The first valid one does, and can't be changed; nobody decides what they asked
 * for, nor as a customer about themselves, directly or by whom they stand in for. First who may at all, then whether it fits
 * the state.
 */
export function weighDecision({ decision, by }: Decision, scales: Scales): Weighed {
  const { approval, manager, customer } = scales;
  const standing = approval.decisions.filter((earlier) => earlier.standing);
  const own = standing.find((earlier) => (manager === null ? earlier.by === by : isAmong(manager, earlier.by)));
  if (own?.decision === decision) return { type: 'repeated' };
  if (manager === null) return refused('not-a-manager', `the directory of managers does not know ${by}`);
  if (isAmong(manager, approval.askedBy)) return refused('own-request', `${by} asked for it, and others decide`);
  if (isAmong(manager, customer)) return refused('own-ticket', `${by} is its customer, and others decide`);
  if (approval.state !== 'pending' && approval.state !== 'partly-approved') {
    const [code, reason] = ENDED[approval.state];
    return refused(code, reason);
  }
  if (own !== undefined) return refused('already-decided', `${by} has approved it, and a decision cannot be changed`);
  if (decision === 'refuse') return { type: 'stands', state: 'refused', level: manager.level, onBehalfOf: null };
  return weighApproval(scales, manager, standing);
}

function weighApproval(
  { approval: { amount, askedBy }, customer, limits }: Scales,
  manager: Manager,
  standing: Decided[],
): Weighed {
  if (amount === null) return { type: 'stands', state: 'approved', level: manager.level, onBehalfOf: null };
  const limit = limitIn(limits, amount.currency);
  if (limit === undefined) return refused('over-limit', `nobody has a limit in ${amount.currency}`);
  const isAble = ({ level }: { level: number }) => covers(limits, amount, level);
  const others = manager.standsInFor.filter((other) => !isAmong(other, askedBy) && !isAmong(other, customer));
  const able = [manager, ...others].find(isAble);
  const { level, id } = able ?? manager;
  const given = { level, onBehalfOf: id === manager.id ? null : id };
  const needsTwo = amount.minor > limit.fourEyesAbove;
  if (needsTwo && standing.length === 0) return { type: 'stands', state: 'partly-approved', ...given };
  const isCovered =
    able !== undefined ||
    (needsTwo && standing.some((earlier) => earlier.level !== null && isAble({ level: earlier.level })));
  if (isCovered) return { type: 'stands', state: 'approved', ...given };
  return refused(
    'over-limit',
    needsTwo
      ? `of the two who approve it one must be able to grant it, and ${manager.id} may not grant so much either`
      : `${manager.id} is of level ${manager.level}, which may not grant so much`,
  );
}

/** Whether a manager of `level` may grant this much. */
export function covers(limits: Limits, amount: Approval['amount'], level: number): boolean {
  return amount === null || amount.minor <= (limitIn(limits, amount.currency)?.perLevel[level - 1] ?? 0);
}

const limitIn = (limits: Limits, currency: string): LimitTerms | undefined =>
  Object.hasOwn(limits, currency) ? limits[currency] : undefined;

/** Whether it is the same person, by whichever of their ids. */
const isAmong = ({ id, alsoKnownAs }: Authority, person: string): boolean =>
  id === person || alsoKnownAs.includes(person);
