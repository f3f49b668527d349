import { nextOpening } from '../../calendar/working-time.ts';
import { humanReplied } from '../../promises/human-reply.ts';
import { oweEstimate } from '../../promises/estimate.ts';
import { owePickUp } from '../../promises/pick-up.ts';
import { isRunning } from '../../promises/promise.ts';
import { oweResolution } from '../../promises/resolution.ts';
import { ofKind, withdraw } from '../../promises/settle.ts';
import type { Actor } from '../actor.ts';
import { beginReview } from '../begin-review.ts';
import type { Draft } from '../draft.ts';
import { refuse } from '../refusal.ts';
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
export function forward(draft: Draft, actor: Actor, { team, reason, messageId }: ForwardData): void {
  if (!Object.hasOwn(draft.terms.teams, team)) refuse('unknown-team', `there is no team ${team}`, 'team');
  if (team === draft.ticket.team) refuse('same-team', `${team} already holds the ticket`, 'team');
  beginReview(draft);
  withdraw(draft, 'handed-over', ofKind('status-update', 'estimate', 'pick-up'));
  const worksFrom = nextOpening(draft.hoursOf(team), draft.now);
  const from = draft.ticket.team;
  draft.add('message.added', { messageId, author: actor.role, visibility: 'public', asksCustomer: false });
  draft.add('ticket.handed-over', { from, to: team, reason, messageId, worksFrom });
  // Handed on before anybody took it: the ticket is still in the phase in which it waits for a team.
  if (draft.ticket.phase !== 'forward') draft.enter('forward');
  owePickUp(draft, team);
  humanReplied(draft);
  oweEstimate(draft);
  oweResolution(draft);
  draft.compose('handed-over', { team, reason, worksFrom, resolutionBy: promisedResolution(draft) });
}

const promisedResolution = (draft: Draft) =>
  draft.ticket.promises.find((promise) => promise.kind === 'resolution' && isRunning(promise))?.dueAt ?? null;
