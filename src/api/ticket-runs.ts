import { termsOf } from '../domain/policy/terms.ts';
import type { StoredTicket } from '../store/tickets.ts';
import type { TicketRun } from '../workflows/ticket-run.ts';
import type { ApiDependencies } from './dependencies.ts';

/** What a run of the ticket's workflow starts from, as it is recorded now and by the policy it is pinned to. */
export async function runOf(
  { policies, runs }: Pick<ApiDependencies, 'policies' | 'runs'>,
  ticket: StoredTicket,
): Promise<TicketRun> {
  return {
    ticket: ticket.state,
    terms: termsOf(await policies.find(ticket.policy_hash)),
    policyHash: ticket.policy_hash,
    answered: {},
    ...runs,
  };
}
