import type { Draft } from '../ticket/draft.ts';
import { teamClock } from './clock.ts';
import { owe } from './owe.ts';
import type { TicketPromise } from './promise.ts';
import { settle } from './settle.ts';

/** Between teams: a handed-over ticket is taken within 30 minutes of the new team's hours. */
export const owePickUp = (draft: Draft, team: string): void =>
  owe(draft, { kind: 'pick-up', clock: teamClock(draft, team), due: { span: draft.terms.promises.pickUp } });

/** Between teams: a question to another team is answered within the same span (P5). */
export const oweAnswer = (draft: Draft, team: string, consultationId: string): void =>
  owe(draft, {
    kind: 'pick-up',
    clock: teamClock(draft, team),
    due: { span: draft.terms.promises.pickUp },
    subject: consultationId,
  });

/** A member of the team took the ticket. Questions to other teams are still owed. */
export const pickedUp = (draft: Draft): void => settle(draft, isHandOver);

export const consultationAnswered = (draft: Draft, consultationId: string): void =>
  settle(draft, ({ kind, subject }) => kind === 'pick-up' && subject === consultationId);

/** The pick-up of the ticket itself, rather than of a question about it. */
const isHandOver = ({ kind, subject }: TicketPromise): boolean => kind === 'pick-up' && subject === null;
