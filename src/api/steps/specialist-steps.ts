import { z } from 'zod';
import { after, epochOf, instantOf, type Instant } from '../../domain/calendar/instant.ts';
import { belongsTo } from '../../domain/ticket/actor.ts';
import { HAND_OVER_REASONS, KINDS } from '../../domain/ticket/ticket.ts';
import { STAFF } from '../auth/principal.ts';
import { requireKnownTeam } from '../known-team.ts';
import { ProblemError } from '../problem.ts';
import { Body, Id } from '../schemas/parts.ts';
import { step, type Step, type StepContext, type StepText } from './step.ts';

const Forward = z.strictObject({
  team: Id,
  reason: z.enum(HAND_OVER_REASONS),
  explanation: Body.describe('Why: the customer reads it'),
  nextStep: Body.describe('What happens next: the customer reads it'),
});
type Forward = z.infer<typeof Forward>;

/** One message tells the customer why and what happens next (P7.3); team, opening and resolution are added to it. */
const toldToCustomer = ({ explanation, nextStep }: Forward): StepText => ({
  visibility: 'public',
  body: `${explanation}\n\n${nextStep}`,
});

const forwardData = ({ team, reason }: Forward, messageId: string) => ({ team, reason, messageId });

/** Any offset is understood; inside, all instants are in UTC. */
const EstimatedInstant = z.iso.datetime({ offset: true, error: 'expected an instant such as 2026-06-12T16:00:00Z' });

/** What is to be done, by whom and by when: the review, hand-overs, questions to other teams, estimates. */
export const SPECIALIST_STEPS: readonly Step[] = [
  step({
    path: 'review',
    summary: 'Decides what kind of request it is, and with that what the customer may expect; may hand it over at once',
    roles: STAFF,
    command: 'reviewTicket',
    body: z.strictObject({ kind: z.enum(KINDS), forward: Forward.optional() }),
    check: ({ forward }, { current }) => {
      if (forward !== undefined) requireKnownTeam(current.policy, forward.team, 'forward.team');
    },
    text: ({ forward }) => (forward === undefined ? null : toldToCustomer(forward)),
    data: ({ kind, forward }, messageId) =>
      forward === undefined ? { kind } : { kind, forward: forwardData(forward, messageId) },
  }),
  step({
    path: 'forward',
    summary: 'Hands the ticket over to another team, in the same conversation',
    roles: STAFF,
    command: 'forwardTicket',
    body: Forward,
    check: ({ team }, { current }) => requireKnownTeam(current.policy, team, 'team'),
    text: toldToCustomer,
    data: forwardData,
  }),
  step({
    path: 'consultations',
    summary: 'Asks another team without handing over',
    roles: STAFF,
    command: 'askConsultation',
    body: z.strictObject({ team: Id, question: Body }),
    check: ({ team }, { current }) => requireKnownTeam(current.policy, team, 'team'),
    text: ({ question }) => ({ visibility: 'internal', body: question }),
    data: ({ team }, messageId) => ({ team, messageId, consultationId: messageId }),
  }),
  step({
    path: 'consultations/:cid/answer',
    summary: 'Answers what the team was asked: an internal note for the team that asked',
    roles: STAFF,
    command: 'answerConsultation',
    body: z.strictObject({ answer: Body }),
    find: ({ consultations }, { cid }, actor) => {
      const asked = consultations.find(({ id }) => id === cid);
      if (asked === undefined)
        throw new ProblemError('unknown-consultation', 'there is no such question on this ticket');
      // Before the ticket says that the team has answered all that it was asked itself.
      if (!belongsTo(actor, asked.team)) throw new ProblemError('not-consulted-team', `only ${asked.team} may answer`);
    },
    text: ({ answer }) => ({ visibility: 'internal', body: answer }),
    data: (_body, messageId, { cid = '' }) => ({ consultationId: cid, messageId }),
  }),
  step({
    path: 'estimate',
    summary: 'Promises when the work will be ready, and tells the customer',
    roles: STAFF,
    command: 'giveEstimate',
    body: z.strictObject({ readyBy: EstimatedInstant, explanation: Body }),
    check: ({ readyBy }, context) => requireNear(instantOf(epochOf(readyBy)), context),
    text: ({ explanation }) => ({ visibility: 'public', body: explanation }),
    data: ({ readyBy }, messageId) => ({ readyBy: instantOf(epochOf(readyBy)), messageId }),
  }),
];

/** The ticket decides by its own clock and terms; what is plainly wrong is a fault of the body, and told before all else. */
function requireNear(readyBy: Instant, { now, current: { terms } }: StepContext): void {
  const refuse = (code: 'instant-in-the-past' | 'instant-too-far', detail: string) => {
    throw new ProblemError(code, detail, { errors: [{ path: 'readyBy', message: detail }] });
  };
  if (readyBy <= now) refuse('instant-in-the-past', `an estimate lies ahead, and ${readyBy} has passed`);
  const latest = after(now, terms.estimateWithin);
  if (readyBy > latest) refuse('instant-too-far', `an estimate lies no further ahead than ${latest}`);
}
