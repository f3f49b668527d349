import type { EventType, TicketEvent } from '../ticket/events.ts';
import type { Approval, Decided } from './approval.ts';

type ApprovalEvent = TicketEvent<Extract<EventType, `approval.${string}`>>;

/** The approvals of a ticket after `event`. */
export function evolveApprovals(approvals: Approval[], event: ApprovalEvent): Approval[] {
  if (event.type === 'approval.asked') return [...approvals, asked(event)];
  return approvals.map((approval) =>
    approval.id === event.data.approvalId ? { ...approval, ...change(approval, event) } : approval,
  );
}

/** After a promise was made: when its decision is due, also where that is promised anew. */
export const decisionDue = (approvals: Approval[], { data }: TicketEvent<'promise.made'>): Approval[] =>
  approvals.map((approval) =>
    data.kind === 'decision' && data.subject === approval.id ? { ...approval, dueAt: data.dueAt } : approval,
  );

const asked = ({ at, by, data }: TicketEvent<'approval.asked'>): Approval => ({
  id: data.approvalId,
  type: data.type,
  state: 'pending',
  amount: data.amount,
  vat: data.vat,
  askedBy: by,
  askedAt: at,
  dueAt: data.dueAt,
  expiresAt: data.expiresAt,
  decisions: [],
  endedAt: null,
  carriedOut: null,
});

function change(approval: Approval, event: Exclude<ApprovalEvent, { type: 'approval.asked' }>): Partial<Approval> {
  switch (event.type) {
    case 'approval.decided': {
      const { state, level, onBehalfOf } = event.data;
      const decided = { ...said(event), standing: true, refusal: null, reason: null, level, onBehalfOf };
      return {
        state,
        decisions: [...approval.decisions, decided],
        endedAt: state === 'partly-approved' ? null : event.at,
      };
    }
    case 'approval.decision-refused': {
      const { code: refusal, reason } = event.data;
      const refused = { ...said(event), standing: false, refusal, reason, level: null, onBehalfOf: null };
      return { decisions: lastRefused([...approval.decisions, refused]) };
    }
    case 'approval.expired':
      return { state: 'expired', endedAt: event.at };
    case 'approval.withdrawn':
      return { state: 'withdrawn', endedAt: event.at };
    case 'approval.carried-out': {
      const { creditNote, validUntil } = event.data;
      return { carriedOut: { at: event.at, creditNote, validUntil, failure: null } };
    }
    case 'approval.not-carried-out':
      return { carriedOut: { at: event.at, creditNote: null, validUntil: null, failure: event.data.reason } };
    default:
      return event satisfies never;
  }
}

/** Anybody may send signals, and the ticket must not grow without end: the journal keeps all of them. */
const REFUSED_KEPT = 10;

function lastRefused(decisions: Decided[]): Decided[] {
  const refused = decisions.filter(({ standing }) => !standing).slice(-REFUSED_KEPT);
  return decisions.filter((decided) => decided.standing || refused.includes(decided));
}

const said = ({
  at,
  by,
  data,
}: TicketEvent<'approval.decided' | 'approval.decision-refused'>): Pick<
  Decided,
  'id' | 'by' | 'decision' | 'at' | 'via'
> => ({ id: data.decisionId, by, decision: data.decision, at, via: data.via });
