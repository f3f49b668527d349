import type { ApprovalType, Money, VatRate } from '../../approvals/approval.ts';
import type { Instant } from '../../calendar/instant.ts';
import type { Actor } from '../actor.ts';
import type { HandOverReason, Kind } from '../ticket.ts';

/** A text stored before the command was sent; only its id travels. */
interface WithMessage {
  messageId: string;
}

/** What each command says, by its name. Commands of customers carry the instant at which they were taken. */
export interface CommandData {
  addMessage: WithMessage & { visibility: 'public' | 'internal'; asksCustomer: boolean };
  takeTicket: object;
  releaseTicket: object;
  assignTicket: { assignee: string };
  reviewTicket: { kind: Kind; forward?: ForwardData };
  forwardTicket: ForwardData;
  askConsultation: WithMessage & { consultationId: string; team: string };
  answerConsultation: WithMessage & { consultationId: string };
  giveEstimate: WithMessage & { readyBy: Instant };
  askApproval: WithMessage & {
    approvalId: string;
    type: ApprovalType;
    amount: Money | null;
    /** Where money is asked for: the tax on it. */
    vat: VatRate | null;
  };
  withdrawApproval: { approvalId: string };
  resolveTicket: WithMessage;
  confirmResolution: { solved: boolean; messageId: string | null };
  withdrawTicket: { messageId: string | null };
}

export interface ForwardData extends WithMessage {
  team: string;
  reason: HandOverReason;
}

export type CommandName = keyof CommandData;

/** What somebody asks of a ticket. `takenAt`: when the API took it from a customer; it counts from then. */
export type Command<N extends CommandName = CommandName> = {
  [K in N]: { name: K; actor: Actor; takenAt: Instant; data: CommandData[K] };
}[N];
