import { randomUUID } from 'node:crypto';
import type { Insertable, Updateable } from 'kysely';
import type { ApprovedRequest } from '../../../src/domain/grants/approved-request.ts';
import type { MessageRow, TicketRow } from '../../../src/store/schema.ts';
import type { QueueWorld } from './queue-world.ts';

/** A ticket that something may be approved on. @returns its id */
export async function aTicket(world: QueueWorld, columns: Updateable<TicketRow> = {}): Promise<string> {
  const ticket = world.newTicket(columns);
  await world.store.insertInto('tickets').values(ticket).execute();
  return ticket.id;
}

/** A message of the ticket's customer. */
export async function aMessage(
  world: QueueWorld,
  ticketId: string,
  columns: Partial<Insertable<MessageRow>>,
): Promise<void> {
  const author = { author_role: 'customer' as const, author_id: 'carla', author_name: 'Carla' };
  await world.store
    .insertInto('messages')
    .values({ id: randomUUID(), ticket_id: ticketId, ...author, visibility: 'public', body: 'Hm.', ...columns })
    .execute();
}

/** A credit of 12.34 EUR to an Italian customer. */
export const creditOn = (ticketId: string, fields: Partial<ApprovedRequest> = {}): ApprovedRequest => ({
  ticketId,
  approvalId: randomUUID(),
  type: 'billing-credit',
  amount: { minor: 1_234, currency: 'EUR' },
  vat: { country: 'IT', percent: 22 },
  validUntil: null,
  approvedAt: '2026-06-08T10:00:00.000Z',
  approvedBy: ['manager-1'],
  ...fields,
});

export const exceptionOn = (ticketId: string, fields: Partial<ApprovedRequest> = {}): ApprovedRequest =>
  creditOn(ticketId, {
    type: 'account-exception',
    amount: null,
    vat: null,
    validUntil: '2026-09-06T10:00:00.000Z',
    ...fields,
  });
