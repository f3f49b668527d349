import type { Instant } from '../../calendar/instant.ts';
import { nextOpening } from '../../calendar/working-time.ts';
import { humanReplied } from '../../promises/human-reply.ts';
import { oweEstimate } from '../../promises/estimate.ts';
import { owePickUp } from '../../promises/pick-up.ts';
import { isRunning, type PromiseKind } from '../../promises/promise.ts';
import { oweResolution } from '../../promises/resolution.ts';
import { ofKind, withdraw } from '../../promises/settle.ts';
import type { Actor } from '../actor.ts';
import { beginReview } from '../begin-review.ts';
import type { Draft } from '../draft.ts';
import { refuse } from '../refusal.ts';
import type { TemplateValues } from '../templates.ts';
import type { Command, ForwardData } from './command.ts';
import { atWork, byHoldingTeam, type Guard } from './guards.ts';

export const mayForward: Guard = (ticket, actor) => {
  byHoldingTeam(ticket, actor);
  atWork(ticket, actor);
};

export const forwardTicket = (draft: Draft, { actor, data }: Command<'forwardTicket'>): void =>
  forward(draft, actor, data);

/**
 * P7.3, P8: the ticket goes to another team in the same conversation; the customer is told why, what happens next, from
 * when the team works on it, and the new resolution instant. Team clocks are made anew in the new team's hours.
 */
export function forward(draft: Draft, actor: Actor, data: ForwardData, path = 'team'): void {
  const { team, reason, messageId } = data;
  if (!Object.hasOwn(draft.terms.teams, team)) refuse('unknown-team', `there is no team ${team}`, path);
  if (team === draft.ticket.team) refuse('same-team', `${team} already holds the ticket`, path);
  beginReview(draft);
  withdraw(draft, 'handed-over', ofKind('status-update', 'estimate', 'pick-up'));
  const worksFrom = nextOpening(draft.hoursOf(team), draft.now);
  const from = draft.ticket.team;
  draft.add('ticket.handed-over', { from, to: team, reason, messageId, worksFrom });
  // Handed on before anybody took it: the ticket is still in the phase in which it waits for a team.
  if (draft.ticket.phase !== 'forward') draft.enter('forward');
  owePickUp(draft, team);
  humanReplied(draft);
  oweEstimate(draft);
  oweResolution(draft);
  // Last, so that the one message tells what has just been promised.
  draft.write(actor, messageId, {
    postscript: { template: 'handed-over', values: handOverWords(draft, data, worksFrom) },
  });
}

/** Who works on it and why, from when, and by when the customer may expect what (P7.3, P16). */
function handOverWords(draft: Draft, { team, reason }: ForwardData, worksFrom: Instant): TemplateValues {
  const { promises, waiting } = draft.ticket;
  const dueOf = (kind: PromiseKind) =>
    promises.find((promise) => promise.kind === kind && isRunning(promise))?.dueAt ?? null;
  return {
    team,
    reason,
    closedUntil: worksFrom === draft.now ? null : worksFrom,
    resolutionBy: dueOf('resolution'),
    estimateBy: dueOf('estimate'),
    answerAwaited: waiting !== null,
  };
}
