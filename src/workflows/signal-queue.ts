import { condition } from '@temporalio/workflow';
import type { Refusal } from '../domain/ticket/refusal.ts';
import type { LiveTicket } from './live-ticket.ts';
import type { ApprovalDecision } from './messages.ts';
import { isUndecodable } from './payload-converter.ts';

const MAX_EXCERPT_LENGTH = 200;

/** Signals on their way to be decided, in order of arrival. Anybody may send a signal, and anything in it. */
export class SignalQueue {
  private readonly queue: { signal: string; payload: unknown }[] = [];

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
      const { code, detail } = refusalOf(next.signal, next.payload);
      await live.occur({
        name: 'signalRefused',
        signal: excerpt(next.signal),
        refusal: { code, detail: excerpt(detail) },
      });
      this.queue.shift();
    }
  }
}

/** Strangers choose a signal's name and what is quoted of its payload: enough to recognise it, and no more. */
const excerpt = (text: string): string => text.slice(0, MAX_EXCERPT_LENGTH);

function refusalOf(signal: string, payload: unknown): Refusal {
  if (signal !== 'decideApproval') return { code: 'malformed', detail: 'a ticket takes no signal of this name' };
  if (isUndecodable(payload))
    return { code: 'malformed', detail: `the payload cannot be read: ${payload.undecodable}` };
  if (!isApprovalDecision(payload)) {
    return { code: 'malformed', detail: "expected { approvalId, decision: 'approve' | 'refuse', by, comment? }" };
  }
  return { code: 'no-such-approval', detail: `this ticket has no approval ${payload.approvalId}` };
}

function isApprovalDecision(payload: unknown): payload is ApprovalDecision {
  if (typeof payload !== 'object' || payload === null) return false;
  const { approvalId, decision, by, comment } = payload as Record<string, unknown>;
  return (
    typeof approvalId === 'string' &&
    (decision === 'approve' || decision === 'refuse') &&
    typeof by === 'string' &&
    (comment === undefined || typeof comment === 'string')
  );
}
