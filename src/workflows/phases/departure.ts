import type { Next, Phase } from '../../domain/ticket/phases.ts';
import type { LiveTicket } from '../live-ticket.ts';

/** Where a ticket may go from `P`: along an arrow of the phase table, or out. */
export type Departure<P extends Phase> = Next<P> | 'closed';

/** Lives through one phase, and says where the ticket went. */
export type LivePhase<P extends Phase> = (live: LiveTicket) => Promise<Departure<P>>;
