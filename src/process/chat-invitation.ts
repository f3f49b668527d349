import type { OutgoingMessage } from '../channels/channel.ts';
import type { TicketLinks } from '../channels/ticket-links.ts';
import { after, DAY, type Instant } from '../domain/calendar/instant.ts';
import type { Policy } from '../domain/policy/schema.ts';
import { SYSTEM } from '../domain/ticket/actor.ts';
import type { Store } from '../store/connect.ts';
import { keepLink } from '../store/ticket-links.ts';
import { sayIn } from '../texts/say.ts';
import { localeOf } from '../texts/words.ts';

const VALID_MS = 7 * DAY;

interface Invitations {
  store: Store;
  links: TicketLinks;
  policy: Policy;
  /** Where customers reach us, without a slash at its end. */
  publicUrl: string;
  now(): Promise<Instant>;
}

/** What a chat's mail says below its message: where the chat goes on, by a link that can be taken back as any other. */
export const createChatInvitations =
  ({ store, links, policy, publicUrl, now }: Invitations) =>
  async ({ id, ticketId, locale }: Pick<OutgoingMessage, 'id' | 'ticketId' | 'locale'>): Promise<string> => {
    const expires = new Date(after(await now(), VALID_MS));
    // A token tells whole seconds.
    expires.setMilliseconds(0);
    // Sent again it is the same link, made from what was kept of it.
    const made = { id: `chat.${id}`, ticket_id: ticketId, made_by: SYSTEM, expires_at: expires };
    const kept = await keepLink(store, made);
    const token = await links.make({ id: kept.id, ticketId, expiresAt: kept.expires_at.toISOString() });
    return sayIn(localeOf(policy, locale))('chat.go-on', { link: `${publicUrl}${chatAt(ticketId, token)}` });
  };

/** The chat's page on a ticket. What follows `#` stays in the browser: no server's log has the token. */
const chatAt = (ticketId: string, token: string): string =>
  `/chat#${new URLSearchParams({ ticket: ticketId, token }).toString()}`;
