import type { KnownDecision } from '../domain/approvals/decide-approval.ts';
import { SYSTEM } from '../domain/ticket/actor.ts';
import type { TicketEvent } from '../domain/ticket/events.ts';
import { Reactions, type Reaction } from './reactions.ts';
import type { Rings } from './rings.ts';

/** Finds what people did behind what a journal says happened; what followed from it is passed over. */
export class Reading {
  private readonly did: Reactions;
  private readonly consulted = new Map<string, string>();
  private acknowledgement: string | null = null;

  constructor(firstTeam: string, rings: Rings) {
    this.did = new Reactions(firstTeam, rings);
  }

  get reactions(): Reaction[] {
    return this.did.list;
  }

  read(event: TicketEvent): void {
    const { type, at, by, data } = event;
    const { did } = this;
    switch (type) {
      case 'message.added':
        return this.messageAdded(event);
      case 'ticket.taken':
        return did.command(event, 'takeTicket', {});
      case 'ticket.released':
        return did.command(event, 'releaseTicket', {});
      case 'ticket.assigned':
        return did.command(event, 'assignTicket', { assignee: data.assignee });
      case 'ticket.reviewed':
        return did.command(event, 'reviewTicket', { kind: data.kind });
      case 'ticket.handed-over':
        return this.handedOver(event);
      case 'ticket.reopened':
        did.holder = data.team;
        return;
      case 'consultation.asked':
        this.consulted.set(data.consultationId, data.team);
        return did.withMessage(event, 'askConsultation', data);
      case 'consultation.answered':
        return did.withMessage(event, 'answerConsultation', data, this.consulted.get(data.consultationId));
      case 'estimate.given':
        return did.withMessage(event, 'giveEstimate', data);
      case 'approval.asked': {
        const { approvalId, type: asked, amount, vat, messageId } = data;
        return did.withMessage(event, 'askApproval', { approvalId, type: asked, amount, vat, messageId });
      }
      case 'approval.withdrawn':
        if (data.reason === 'withdrawn') did.command(event, 'withdrawApproval', { approvalId: data.approvalId });
        return;
      case 'approval.decided':
        return did.add(at, { does: 'decide', decision: decisionOf(event) });
      case 'ticket.resolved':
        return did.withMessage(event, 'resolveTicket', { messageId: data.messageId });
      case 'ticket.returned':
        if (!did.isGoingOn(event, 'addMessage')) {
          did.command(event, 'confirmResolution', { solved: false, messageId: null }, { role: 'customer' });
        }
        return did.finishLast();
      case 'ticket.closed':
        if (by !== SYSTEM) this.closedByCustomer(event);
        return;
      case 'message.composed':
        if (data.template === 'acknowledgement') this.acknowledgement = data.messageId;
        return;
      case 'delivery.accepted':
        if (data.messageIds.some((id) => id === this.acknowledgement)) did.add(at, { does: 'deliver' });
        return;
      case 'promise.made':
      case 'waiting.ended':
        return did.finishLast();
      default:
        return;
    }
  }

  private messageAdded(event: TicketEvent<'message.added'>): void {
    const { messageId, author, visibility, asksCustomer } = event.data;
    // A hand-over is told to the customer at its end.
    if (this.did.messageOfLast === messageId) return;
    // Who writes to the customer takes the ticket by that.
    if (author !== 'customer' && visibility === 'public') this.did.takeBack(event, 'takeTicket');
    this.did.command(event, 'addMessage', { messageId, visibility, asksCustomer }, { role: author });
  }

  private handedOver(event: TicketEvent<'ticket.handed-over'>): void {
    const { to: team, reason, messageId } = event.data;
    const forward = { team, reason, messageId };
    const review = this.did.takeBack(event, 'reviewTicket');
    if (review === null) this.did.withMessage(event, 'forwardTicket', forward);
    else this.did.command(event, 'reviewTicket', { ...review, forward });
    this.did.holder = team;
  }

  private closedByCustomer(event: TicketEvent<'ticket.closed'>): void {
    const messageId = this.did.takeBack(event, 'addMessage')?.messageId ?? null;
    const as = { role: 'customer' } as const;
    if (event.data.outcome === 'withdrawn') this.did.command(event, 'withdrawTicket', { messageId }, as);
    else this.did.command(event, 'confirmResolution', { solved: true, messageId }, as);
  }
}

/**
 * A decision that stood, by a manager who may give it: the directory was asked then, and is not asked again. What it says of
 * comments changes no promise.
 */
function decisionOf({ by, data }: TicketEvent<'approval.decided'>): KnownDecision {
  const { approvalId, decisionId: id, decision, via, level, onBehalfOf } = data;
  const given = { alsoKnownAs: [], level };
  const manager =
    onBehalfOf === null
      ? { id: by, ...given, standsInFor: [] }
      : { id: by, alsoKnownAs: [], level: 0, standsInFor: [{ id: onBehalfOf, ...given }] };
  return { id, approvalId, decision, by, via, manager, commentsForCustomer: false };
}
