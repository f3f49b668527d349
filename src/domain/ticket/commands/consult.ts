import { consultationAnswered, oweAnswer } from '../../promises/pick-up.ts';
import { belongsTo, isStaff } from '../actor.ts';
import { beginReview } from '../begin-review.ts';
import type { Draft } from '../draft.ts';
import { refuse } from '../refusal.ts';
import type { Command } from './command.ts';
import { atWork, byHoldingTeam, notClosed, type Guard } from './guards.ts';

export const mayConsult: Guard = (ticket, actor) => {
  byHoldingTeam(ticket, actor);
  atWork(ticket, actor);
};

/** P5: asks another team without handing over. Question and answer are internal notes. */
export function askConsultation(draft: Draft, { actor, data }: Command<'askConsultation'>): void {
  const { team, messageId, consultationId } = data;
  if (!Object.hasOwn(draft.terms.teams, team)) refuse('unknown-team', `there is no team ${team}`, 'team');
  if (team === draft.ticket.team) refuse('same-team', `${team} holds the ticket itself`, 'team');
  if (draft.ticket.consultations.some(({ id }) => id === consultationId)) {
    refuse('malformed', 'a question has this id already');
  }
  beginReview(draft);
  draft.add('message.added', { messageId, author: actor.role, visibility: 'internal', asksCustomer: false });
  draft.add('consultation.asked', { consultationId, team, messageId });
  oweAnswer(draft, team, consultationId);
}

/** Some question is open that the actor's team was asked. */
export const mayAnswerConsultation: Guard = (ticket, actor) => {
  const asked = ticket.consultations.filter(({ team }) => isStaff(actor) && belongsTo(actor, team));
  if (asked.length === 0) refuse('not-consulted-team', 'only a team that was asked may answer');
  notClosed(ticket, actor);
  if (asked.every(({ answeredAt }) => answeredAt !== null)) {
    refuse('already-answered', 'every question to the team has been answered');
  }
};

export function answerConsultation(draft: Draft, { actor, data }: Command<'answerConsultation'>): void {
  const asked = draft.ticket.consultations.find(({ id }) => id === data.consultationId);
  if (asked === undefined) return refuse('unknown-consultation', 'there is no such question on this ticket');
  if (!belongsTo(actor, asked.team)) refuse('not-consulted-team', `only ${asked.team} may answer`);
  if (asked.answeredAt !== null) refuse('already-answered', 'the question has been answered');
  draft.add('message.added', {
    messageId: data.messageId,
    author: actor.role,
    visibility: 'internal',
    asksCustomer: false,
  });
  draft.add('consultation.answered', { consultationId: data.consultationId, messageId: data.messageId });
  consultationAnswered(draft, data.consultationId);
}
