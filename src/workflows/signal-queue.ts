import { condition, uuid4 } from '@temporalio/workflow';
import { storable } from '../domain/storable-text.ts';
import { approvalOf } from '../domain/approvals/approval.ts';
import type { Occurrence } from '../domain/ticket/decide.ts';
import type { RefusalCode } from '../domain/ticket/refusal.ts';
import { isApprovalDecision } from './approval-decision.ts';
import { workflowNow, type LiveTicket } from './live-ticket.ts';
import { localActivities } from './local-activities.ts';
import type { ApprovalDecision, Bounce } from './messages.ts';
import { isUndecodable } from './payload-converter.ts';

const MAX_EXCERPT_LENGTH = 200;

interface Arrived {
  signal: string;
  payload: unknown;
}

/** Signals on their way to be decided, in order of arrival. Anybody may send a signal, and anything in it. */
export class SignalQueue {
  private readonly queue: Arrived[] = [];

  add(signal: string, payload: unknown): void {
    this.queue.push({ signal, payload });
  }

  get isEmpty(): boolean {
    return this.queue.length === 0;
  }

  /** Takes them one by one. What may not stand changes nothing and is journalled with its reason. Never returns. */
  async run(live: LiveTicket): Promise<void> {
    for (;;) {
      await condition(() => !this.isEmpty);
      const [next] = this.queue;
      if (next === undefined) continue;
      await live.occur(await occurrenceOf(live, next));
      live.journal.countSignal();
      this.queue.shift();
    }
  }
}

async function occurrenceOf(live: LiveTicket, { signal, payload }: Arrived): Promise<Occurrence> {
  const refused = (code: RefusalCode, detail: string): Occurrence => ({
    name: 'signalRefused',
    signal: excerpt(signal),
    refusal: { code, detail: excerpt(detail) },
  });
  if (signal === 'reportBounce') {
    return isBounce(payload)
      ? { name: 'mailReturned', reason: excerpt(storable(payload.reason)) }
      : refused('malformed', 'expected { reason }');
  }
  if (signal !== 'decideApproval') return refused('malformed', 'a ticket takes no signal of this name');
  if (isUndecodable(payload)) return refused('malformed', `the payload cannot be read: ${payload.undecodable}`);
  if (!isApprovalDecision(payload)) {
    return refused('malformed', "expected { approvalId, decision: 'approve' | 'refuse', by, comment? }");
  }
  if (approvalOf(live.ticket.approvals, payload.approvalId) === undefined) {
    return refused('no-such-approval', `this ticket has no approval ${payload.approvalId}`);
  }
  return { name: 'approvalDecided', decision: await lookedUp(live, payload) };
}

const isBounce = (payload: unknown): payload is Bounce =>
  typeof payload === 'object' && payload !== null && typeof (payload as Partial<Bounce>).reason === 'string';

/** Who decides is for today's directory to say, whichever way the decision came. */
async function lookedUp(live: LiveTicket, { approvalId, decision, by, comment, ...payload }: ApprovalDecision) {
  const said = { approvalId, decision, by };
  const known = await live.lane.run(() =>
    localActivities.lookUpDecision({
      ...said,
      ticketId: live.ticket.id,
      comment: comment ?? null,
      commentForCustomer: payload.commentForCustomer ?? false,
      claimedId: payload.decisionId ?? null,
      ownId: uuid4(),
      at: workflowNow(),
    }),
  );
  return { ...said, ...known };
}

/** Strangers choose a signal's name and what is quoted of its payload: enough to recognise it, and no more. */
const excerpt = (text: string): string => text.slice(0, MAX_EXCERPT_LENGTH);
