import { estimateIsWanted } from '../../promises/estimate.ts';
import { resolutionSent } from '../../promises/resolution.ts';
import { ofKind, settle, withdraw } from '../../promises/settle.ts';
import type { Draft } from '../draft.ts';
import { refuse } from '../refusal.ts';
import type { Command } from './command.ts';
import { atWork, byHoldingTeam, type Guard } from './guards.ts';
import { endWaiting, silenceFrom } from './silence.ts';
import { takeIfUnassigned } from './working.ts';

export const mayResolve: Guard = (ticket, actor) => {
  byHoldingTeam(ticket, actor);
  atWork(ticket, actor);
  if (estimateIsWanted(ticket)) {
    refuse('estimate-required', 'non-standard work gets an estimate before it is resolved (P11)');
  }
};

/** P10: the solution is sent and the customer is asked to confirm it. What is still owed of the work ends here. */
export function resolveTicket(draft: Draft, { actor, data }: Command<'resolveTicket'>): void {
  takeIfUnassigned(draft, actor);
  endWaiting(draft);
  draft.write(actor, data.messageId);
  settle(draft, ofKind('first-reply', 'next-reply'));
  resolutionSent(draft);
  withdraw(draft, 'resolved', ({ kind }) => kind !== 'acknowledgement');
  // Updates that were missed are made good by the solution; those still running ended with the work.
  settle(draft, ofKind('status-update'));
  const silence = silenceFrom(draft.now, draft.terms.resolved);
  draft.add('ticket.resolved', { messageId: data.messageId, ...silence });
  draft.enter('resolve');
  draft.compose('confirmation-wanted', { closesAt: silence.closesAt });
}
