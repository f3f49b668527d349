import type { Instant } from '../calendar/instant.ts';
import { oweAcknowledgement } from '../promises/acknowledgement.ts';
import { oweFirstReply } from '../promises/first-reply.ts';
import { nextReplyDue } from '../promises/next-reply.ts';
import type { Decision } from './decide.ts';
import { Draft, type Facts } from './draft.ts';
import type { Channel } from './ticket.ts';

/** A customer's first message, its text already stored. */
export interface Submission {
  id: string;
  channel: Channel;
  customer: string;
  serviceSite: string | null;
  messageId: string;
  /** The instant at which the API or the mail listener took it: every promise counts from here. */
  takenAt: Instant;
}

/**
 * P1: a request becomes a ticket. Decided at intake and stored with the request, before any workflow runs: what was promised
 * then holds even while the engine is away.
 */
export function submitTicket(submission: Submission, facts: Facts): Decision {
  const { id, channel, customer, serviceSite, messageId, takenAt } = submission;
  const draft = new Draft(null, takenAt, { id: customer }, facts);
  draft.add('ticket.submitted', { id, channel, customer, serviceSite, team: facts.terms.firstTeam });
  draft.add('message.added', { messageId, author: 'customer', visibility: 'public', asksCustomer: false });
  oweAcknowledgement(draft);
  oweFirstReply(draft);
  draft.compose('acknowledgement', { replyBy: nextReplyDue(draft.ticket) });
  return { events: draft.events, ticket: draft.ticket };
}
