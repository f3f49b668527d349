import { after, type Instant } from '../../calendar/instant.ts';
import { estimateGiven } from '../../promises/estimate.ts';
import { oweResolution } from '../../promises/resolution.ts';
import type { Draft } from '../draft.ts';
import { refuse } from '../refusal.ts';
import type { TemplateValues } from '../templates.ts';
import type { Command } from './command.ts';
import { atWork, byHoldingTeam, type Guard } from './guards.ts';
import { writeToCustomer } from './working.ts';

export const mayEstimate: Guard = (ticket, actor) => {
  byHoldingTeam(ticket, actor);
  atWork(ticket, actor);
};

/** P4, P11: promises an instant and tells the customer. A later estimate replaces a running one; a miss stands. */
export function giveEstimate(draft: Draft, { actor, data }: Command<'giveEstimate'>): void {
  const { readyBy, messageId } = data;
  if (readyBy <= draft.now) refuse('instant-in-the-past', 'an estimate lies ahead', 'readyBy');
  if (readyBy > after(draft.now, draft.terms.estimateWithin)) {
    refuse('instant-too-far', 'an estimate lies within a year', 'readyBy');
  }
  writeToCustomer(draft, actor, messageId, {
    postscript: { template: 'estimate', values: estimateWords(draft, readyBy) },
  });
  draft.add('estimate.given', { readyBy, messageId });
  estimateGiven(draft);
  oweResolution(draft);
}

const estimateWords = ({ ticket }: Draft, readyBy: Instant): TemplateValues => ({
  readyBy,
  answerAwaited: ticket.waiting !== null,
});
