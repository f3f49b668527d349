import { approvalOf, type Approval, type Decided } from '../domain/approvals/approval.ts';
import { weighDecision, type Decision } from '../domain/approvals/weigh-decision.ts';
import { managerAt } from '../domain/management/directory.ts';
import { alsoKnownAs } from '../domain/management/manager.ts';
import { termsOf } from '../domain/policy/terms.ts';
import { Refused, type RefusalCode } from '../domain/ticket/refusal.ts';
import { storeDecision } from '../store/decisions.ts';
import { findTicket, type StoredTicket } from '../store/tickets.ts';
import type { ApiDependencies } from './dependencies.ts';
import { NotRunningError } from './engine.ts';
import { Alarm } from './live/alarm.ts';
import { runOf } from './ticket-runs.ts';

/** How long the answer may wait for what comes of the signal. */
const PATIENCE_MS = 2_000;

/** How long the engine may take to accept the signal: with what follows, the whole answer is due within 5 s. */
const SIGNAL_PATIENCE_MS = 2_700;

/** A manager's decision as it reached the API. */
export interface DecisionRequest extends Decision {
  /** Its own id, the same for every repetition. */
  id: string;
  /** Another id of whoever decides, which their token proved to be theirs. */
  subject: string | null;
  comment: string | null;
  commentForCustomer: boolean;
}

/**
 * P15: sends the signal `decideApproval`, and waits for what comes of it. The comment stays in the store; that the decision is
 * there is also how the ticket knows that it came through here.
 * @returns whether it was decided in time; otherwise it is on its way
 * @throws Refused when it may not stand
 * @throws EngineAwayError
 */
export async function decideApproval(
  dependencies: ApiDependencies,
  ticket: StoredTicket,
  approval: Approval,
  request: DecisionRequest,
): Promise<{ isDecided: boolean }> {
  if (await isKnown(dependencies, ticket, approval, request)) return { isDecided: true };
  const { id, subject, comment, commentForCustomer, ...decision } = request;
  const { store, feed } = dependencies;
  await storeDecision(store, {
    ...decision,
    id,
    ticketId: ticket.id,
    subject,
    comment,
    commentForCustomer,
    via: 'api',
  });
  const alarm = new Alarm();
  const unfollow = feed.follow(ticket.id, () => alarm.ring());
  try {
    await send(dependencies, ticket, { ...decision, decisionId: id });
    return { isDecided: await comesThrough(dependencies, ticket.id, request, alarm) };
  } finally {
    unfollow();
  }
}

/**
 * Whether it stands already. What may not stand is sent all the same, so that the journal tells of it, unless that was done
 * or the ticket has closed.
 * @throws Refused in these cases
 */
async function isKnown(
  { current, policies, clock }: ApiDependencies,
  { state, policy_hash }: StoredTicket,
  approval: Approval,
  request: DecisionRequest,
): Promise<boolean> {
  refuseAgain(approval.decisions.find(({ id }) => id === request.id));
  const { approvals } = termsOf(await policies.find(policy_hash));
  const manager = alsoKnownAs(managerAt(current.policy, request.by, await clock.now()), request.subject);
  const scales = { approval, customer: state.customer, manager, limits: approvals.limits };
  const weighed = weighDecision(request, scales);
  if (weighed.type === 'refused' && state.closedAt !== null) {
    throw new Refused({ code: weighed.code, detail: weighed.reason });
  }
  return weighed.type === 'repeated';
}

/** @throws Refused when that is what came of it */
function refuseAgain(decided: Decided | undefined): void {
  if (decided === undefined || decided.refusal === null) return;
  const { refusal, reason } = decided;
  throw new Refused({ code: refusal as RefusalCode, detail: reason ?? 'it may not stand' });
}

async function send(
  dependencies: ApiDependencies,
  ticket: StoredTicket,
  decision: Decision & { decisionId: string },
): Promise<void> {
  const until = Date.now() + SIGNAL_PATIENCE_MS;
  try {
    await dependencies.engine.decide(decision, ticket.id, until);
  } catch (error) {
    if (!(error instanceof NotRunningError)) throw error;
    // Its workflow was lost: it goes on from what is recorded by now.
    const latest = (await findTicket(dependencies.store, ticket.id)) ?? ticket;
    await dependencies.engine.decideAndRevive(decision, await runOf(dependencies, latest), until);
  }
}

async function comesThrough(
  { store }: ApiDependencies,
  ticketId: string,
  request: DecisionRequest,
  alarm: Alarm,
): Promise<boolean> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    alarm.hush();
    const ticket = await findTicket(store, ticketId);
    const approval = approvalOf(ticket?.state.approvals ?? [], request.approvalId);
    const outcome = approval?.decisions.find((decided) => isThis(decided, request));
    if (outcome?.standing === true) return true;
    refuseAgain(outcome);
    const left = until - Date.now();
    if (left <= 0) return false;
    await alarm.sleep(left);
  }
}

/** The decision itself, or the same that its sender had given before: a repetition has no event of its own. */
const isThis = ({ id, by, decision, standing }: Decided, request: DecisionRequest): boolean =>
  id === request.id || (standing && by === request.by && decision === request.decision);
