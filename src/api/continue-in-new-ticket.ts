import type { StoredTicket } from '../store/tickets.ts';
import type { Principal } from './auth/principal.ts';
import type { ApiDependencies } from './dependencies.ts';
import { submitRequest, type Intake } from './submit-request.ts';

/**
 * A message to a ticket that was closed too long ago to be reopened opens a new one, linked to it; its acknowledgement says
 * so.
 * @param id of the new ticket
 */
export function continueInNewTicket(
  dependencies: ApiDependencies,
  closed: StoredTicket,
  customer: Principal,
  id: string,
  body: string,
  intake: Omit<Intake, 'continues'> = {},
): Promise<StoredTicket> {
  return submitRequest(
    dependencies,
    id,
    { ...customer, address: customer.address ?? closed.customer_email ?? undefined },
    {
      // Who writes by mail is answered by mail, also where the conversation was a chat.
      channel: intake.mail === undefined ? closed.state.channel : 'email',
      subject: closed.subject,
      ...(closed.topic === null ? {} : { topic: closed.topic }),
      body,
      locale: closed.locale,
      timeZone: closed.time_zone,
      ...(closed.country === null ? {} : { country: closed.country }),
      ...(closed.service === null ? {} : { service: { ...closed.service, site: closed.service.site ?? undefined } }),
    },
    { ...intake, continues: closed.id },
  );
}
