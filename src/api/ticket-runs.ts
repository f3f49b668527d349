import { termsOf } from '../domain/policy/terms.ts';
import { recentCommands } from '../store/idempotency.ts';
import type { StoredTicket } from '../store/tickets.ts';
import { REMEMBERED_COMMANDS, type TicketRun } from '../workflows/ticket-run.ts';
import type { ApiDependencies } from './dependencies.ts';

/** What a run of the ticket's workflow starts from, as it is recorded now and by the policy it is pinned to. */
export async function runOf(
  { store, policies, runs }: Pick<ApiDependencies, 'store' | 'policies' | 'runs'>,
  ticket: StoredTicket,
): Promise<TicketRun> {
  return {
    ticket: ticket.state,
    terms: termsOf(await policies.find(ticket.policy_hash)),
    policyHash: ticket.policy_hash,
    answered: await recentCommands(store, ticket.id, REMEMBERED_COMMANDS),
    generation: ticket.generation,
    ...runs,
  };
}
