import type { Instant } from '../../../src/domain/calendar/instant.ts';
import type { CommandData, CommandName } from '../../../src/domain/ticket/commands/command.ts';
import type { HandOverReason, Kind } from '../../../src/domain/ticket/ticket.ts';
import { when } from './when.ts';

/** What somebody can be told to do in a story; `R` is what comes of it. */
export interface Voice<R> {
  writes(): R;
  replies(): R;
  asks(): R;
  notes(): R;
  takes(): R;
  releases(): R;
  assigns(assignee: string): R;
  reviews(kind: Kind): R;
  reviewsAndForwards(kind: Kind, team: string, reason?: HandOverReason): R;
  forwards(team: string, reason?: HandOverReason): R;
  consults(team: string, consultationId?: string): R;
  answers(consultationId?: string): R;
  estimates(readyBy: string): R;
  asksApproval(data?: Partial<CommandData['askApproval']>): R;
  withdrawsApproval(approvalId?: string): R;
  resolves(): R;
  confirms(): R;
  contradicts(): R;
  withdraws(): R;
}

export type Say<R> = <N extends CommandName>(name: N, data: CommandData[N]) => R;

export function voice<R>(say: Say<R>, now: Instant, messageId: string): Voice<R> {
  const message = (visibility: 'public' | 'internal', asksCustomer = false) =>
    say('addMessage', { messageId, visibility, asksCustomer });
  return {
    writes: () => message('public'),
    replies: () => message('public'),
    asks: () => message('public', true),
    notes: () => message('internal'),
    takes: () => say('takeTicket', {}),
    releases: () => say('releaseTicket', {}),
    assigns: (assignee) => say('assignTicket', { assignee }),
    reviews: (kind) => say('reviewTicket', { kind }),
    reviewsAndForwards: (kind, team, reason = 'server') =>
      say('reviewTicket', { kind, forward: { team, reason, messageId } }),
    forwards: (team, reason = 'server') => say('forwardTicket', { team, reason, messageId }),
    consults: (team, consultationId = 'question-1') => say('askConsultation', { team, consultationId, messageId }),
    answers: (consultationId = 'question-1') => say('answerConsultation', { consultationId, messageId }),
    estimates: (readyBy) => say('giveEstimate', { readyBy: when(readyBy, now), messageId }),
    asksApproval: (data = {}) =>
      say('askApproval', {
        messageId,
        approvalId: 'approval-1',
        type: 'billing-credit',
        amount: { minor: 5_000, currency: 'EUR' },
        vat: { country: 'IT', percent: 22 },
        ...data,
      }),
    withdrawsApproval: (approvalId = 'approval-1') => say('withdrawApproval', { approvalId }),
    resolves: () => say('resolveTicket', { messageId }),
    confirms: () => say('confirmResolution', { solved: true, messageId: null }),
    contradicts: () => say('confirmResolution', { solved: false, messageId }),
    withdraws: () => say('withdrawTicket', { messageId: null }),
  };
}
