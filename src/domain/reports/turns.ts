import { epochOf } from '../calendar/instant.ts';
import type { EventType, TicketEvent } from '../ticket/events.ts';
import type { Span } from './spans.ts';
import { Stretches } from './stretches.ts';

/** The types of event at which a ticket's time may begin to be somebody else's. */
export const TURN_TYPES = [
  'ticket.submitted',
  'ticket.handed-over',
  'ticket.resolved',
  'ticket.returned',
  'ticket.closed',
  'ticket.reopened',
  'waiting.began',
  'waiting.ended',
  'approval.asked',
  'approval.decided',
  'approval.expired',
  'approval.withdrawn',
] as const satisfies EventType[];

export type Turn = TicketEvent<(typeof TURN_TYPES)[number]>;

/** The teams that ever held the ticket. */
export const holdersIn = (turns: Turn[]): Set<string> =>
  new Set(
    turns.flatMap(({ type, data }) => {
      if (type === 'ticket.handed-over') return [data.to];
      return type === 'ticket.submitted' || type === 'ticket.reopened' ? [data.team] : [];
    }),
  );

/** What runs beside each other on a ticket; spans of one list may overlap. */
export interface Course {
  /** When the ticket was open. */
  open: Span[];
  /** When the customer owed an answer, or a word on the resolution. */
  customer: Span[];
  /** When some approval was undecided. */
  approval: Span[];
  /** Who held it, from its submission on without a gap. */
  held: (Span & { team: string })[];
}

/**
 * Follows a ticket's journal, in its order.
 * @param until where all that still runs is cut off
 */
export function courseOf(turns: Turn[], until: number): Course {
  const open = new Stretches();
  const waiting = new Stretches();
  const resolved = new Stretches();
  const approvals = new Map<string, Stretches>();
  const holders: { team: string; from: number }[] = [];
  const hold = (team: string, at: number) => holders.push({ team, from: Math.max(at, holders.at(-1)?.from ?? at) });
  const approval = (id: string): Stretches => {
    const known = approvals.get(id) ?? new Stretches();
    approvals.set(id, known);
    return known;
  };

  for (const turn of turns) {
    const at = epochOf(turn.at);
    switch (turn.type) {
      case 'ticket.submitted':
      case 'ticket.reopened':
        open.begin(at);
        hold(turn.data.team, at);
        break;
      case 'ticket.handed-over':
        hold(turn.data.to, at);
        break;
      case 'waiting.began':
        waiting.begin(at);
        break;
      case 'waiting.ended':
        waiting.end(at);
        break;
      case 'ticket.resolved':
        resolved.begin(at);
        break;
      case 'ticket.returned':
        resolved.end(at);
        break;
      case 'ticket.closed':
        for (const ending of [waiting, resolved, open]) ending.end(at);
        break;
      case 'approval.asked':
        approval(turn.data.approvalId).begin(at);
        break;
      case 'approval.decided':
        if (turn.data.state !== 'partly-approved') approval(turn.data.approvalId).end(at);
        break;
      case 'approval.expired':
      case 'approval.withdrawn':
        approval(turn.data.approvalId).end(at);
        break;
      default:
        turn satisfies never;
    }
  }
  const all = [open, waiting, resolved, ...approvals.values()];
  for (const running of all) running.end(until);
  return {
    open: open.ended,
    customer: [...waiting.ended, ...resolved.ended],
    approval: [...approvals.values()].flatMap(({ ended }) => ended),
    held: holders.map(({ team, from }, index) => ({ team, from, to: holders[index + 1]?.from ?? Infinity })),
  };
}
