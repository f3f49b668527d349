import type { Actor } from '../actor.ts';
import type { Draft } from '../draft.ts';
import { Refused } from '../refusal.ts';
import type { Ticket } from '../ticket.ts';
import { addMessage, mayAddMessage } from './add-message.ts';
import { askApproval, mayAskApproval, mayWithdrawApproval, withdrawApproval } from './ask-approval.ts';
import { confirmResolution, mayConfirm, mayWithdraw, withdrawTicket } from './close-ticket.ts';
import type { Command, CommandName } from './command.ts';
import { answerConsultation, askConsultation, mayAnswerConsultation, mayConsult } from './consult.ts';
import { forwardTicket, mayForward } from './forward-ticket.ts';
import { giveEstimate, mayEstimate } from './give-estimate.ts';
import type { Guard } from './guards.ts';
import { mayResolve, resolveTicket } from './resolve-ticket.ts';
import { mayReview, reviewTicket } from './review-ticket.ts';
import { assignTicket, mayAssign, mayRelease, mayTake, releaseTicket, takeTicket } from './take-ticket.ts';

/** `may` says whether somebody may do it at all now; `run` does it, and may still refuse what exactly was asked. */
export interface Step<N extends CommandName> {
  may: Guard;
  run(draft: Draft, command: Command<N>): void;
}

/** Every command that a ticket knows. */
export const STEPS: { [N in CommandName]: Step<N> } = {
  addMessage: { may: mayAddMessage, run: addMessage },
  takeTicket: { may: mayTake, run: takeTicket },
  releaseTicket: { may: mayRelease, run: releaseTicket },
  assignTicket: { may: mayAssign, run: assignTicket },
  reviewTicket: { may: mayReview, run: reviewTicket },
  forwardTicket: { may: mayForward, run: forwardTicket },
  askConsultation: { may: mayConsult, run: askConsultation },
  answerConsultation: { may: mayAnswerConsultation, run: answerConsultation },
  giveEstimate: { may: mayEstimate, run: giveEstimate },
  askApproval: { may: mayAskApproval, run: askApproval },
  withdrawApproval: { may: mayWithdrawApproval, run: withdrawApproval },
  resolveTicket: { may: mayResolve, run: resolveTicket },
  confirmResolution: { may: mayConfirm, run: confirmResolution },
  withdrawTicket: { may: mayWithdraw, run: withdrawTicket },
};

export const COMMAND_NAMES = Object.keys(STEPS) as CommandName[];

/** What somebody may do to the ticket now. */
export const allowedCommands = (ticket: Ticket, actor: Actor): CommandName[] =>
  COMMAND_NAMES.filter((name) => isAllowed(STEPS[name].may, ticket, actor));

function isAllowed(may: Guard, ticket: Ticket, actor: Actor): boolean {
  try {
    may(ticket, actor);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
