import { siteOfTeam } from '../domain/calendar/resolve-opening-hours.ts';
import type { Instant } from '../domain/calendar/instant.ts';
import type { Channel } from '../domain/ticket/ticket.ts';
import { automaticMessageId } from '../domain/ticket/draft.ts';
import { submitTicket } from '../domain/ticket/submit-ticket.ts';
import type { MailParts } from '../store/conversation.ts';
import { storeRequest } from '../store/intake.ts';
import { findTicket, markStarted, type StoredTicket } from '../store/tickets.ts';
import type { Principal } from './auth/principal.ts';
import type { ApiDependencies } from './dependencies.ts';
import { EngineAwayError } from './engine.ts';
import { requireKnownSite } from './known-site.ts';
import type { NewTicket } from './schemas/ticket.ts';
import { runOf } from './ticket-runs.ts';

/** How a request came, where it is not by a customer's own call just now. */
export interface Intake {
  /** The closed ticket that it goes on from. */
  continues?: string | null;
  /** When it was taken: promises count from then. */
  takenAt?: Instant;
  mail?: MailParts;
}

/**
 * Takes a customer's request (P1): stored first, with what it promises; then its workflow is started, or left to the relay
 * while the engine is away. The same id submitted again gives the same ticket.
 */
export async function submitRequest(
  dependencies: ApiDependencies,
  id: string,
  customer: Principal,
  request: Omit<NewTicket, 'channel'> & { channel: Channel },
  { continues = null, takenAt, mail }: Intake = {},
): Promise<StoredTicket> {
  const { store, current, clock } = dependencies;
  const { policy, hash, terms } = current;
  const serviceSite = request.service?.site ?? null;
  if (serviceSite !== null) requireKnownSite(policy, serviceSite, 'service.site');
  const messageId = automaticMessageId(id, 2);
  const decision = submitTicket(
    {
      id,
      channel: request.channel,
      customer: customer.id,
      serviceSite,
      messageId,
      takenAt: takenAt ?? (await clock.now()),
    },
    { terms, hours: [] },
  );
  await storeRequest(store, policy, {
    decision,
    messageId,
    authorName: customer.name,
    address: customer.address ?? null,
    subject: request.subject.trim(),
    body: request.body,
    topic: request.topic ?? null,
    service: request.service === undefined ? null : { ...request.service, site: serviceSite },
    locale: request.locale ?? policy.locales[0] ?? 'en',
    timeZone: request.timeZone ?? zoneOfFirstTeam(dependencies),
    country: request.country ?? null,
    policyHash: hash,
    continues,
    ...(mail === undefined ? {} : { mail }),
  });
  const ticket = await findTicket(store, id);
  if (ticket === undefined) throw new Error(`ticket ${id} was stored and is not there`);
  if (!ticket.workflow_started) await startWorkflow(dependencies, ticket);
  return ticket;
}

/** Starts the workflow of a stored ticket. @returns false while the engine is away: the relay tries again */
export async function startWorkflow(dependencies: ApiDependencies, ticket: StoredTicket): Promise<boolean> {
  try {
    await dependencies.engine.start(await runOf(dependencies, ticket));
  } catch (error) {
    if (!(error instanceof EngineAwayError)) throw error;
    dependencies.log.warn({ ticket: ticket.id, err: error }, 'the engine is away: the start is left to the relay');
    return false;
  }
  // Once it runs, all that is lost without the mark is that the relay starts it again, which changes nothing.
  await markStarted(dependencies.store, ticket.id).catch((error: unknown) =>
    dependencies.log.warn({ ticket: ticket.id, err: error }, 'a start could not be noted'),
  );
  return true;
}

/** Customers who tell no time zone read instants in that of first-line support. */
function zoneOfFirstTeam({ current: { policy } }: ApiDependencies): string {
  const site = siteOfTeam(policy, policy.firstTeam);
  return policy.sites[site]?.zone ?? site;
}
