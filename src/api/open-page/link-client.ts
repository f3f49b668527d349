import type { OutgoingHttpHeaders } from 'node:http';
import { LinkFault } from '../../channels/ticket-links.ts';
import type { App } from '../fastify-app.ts';
import type { MessageView } from '../schemas/conversation.ts';
import type { TicketView } from '../schemas/ticket.ts';

interface Shown {
  ticket: TicketView;
  messages: MessageView[];
}

export interface FileToSave {
  headers: OutgoingHttpHeaders;
  content: Buffer;
}

/** What the API said no to. */
export interface Refusal {
  status: number;
  code: string;
}

/**
 * The API as whoever holds a link may use it: the page asks it by the same token, over the same routes, so that it can show
 * and do nothing that the API would not.
 */
export function linkClient(app: App, token: string, ticketId: string) {
  const path = `/v1/tickets/${encodeURIComponent(ticketId)}`;
  const authorization = `Bearer ${token}`;
  const got = async (url: string) => {
    const answer = await app.inject({ method: 'GET', url, headers: { authorization } });
    if (answer.statusCode === 200) return answer;
    // It may have expired since, and a ticket of which there is no record opens for nobody.
    if (answer.statusCode < 500) throw new LinkFault('forged');
    throw new Error(`the ticket cannot be had: ${answer.statusCode}`);
  };
  const get = async <T>(url: string): Promise<T> => (await got(url)).json<T>();
  const file = async (url: string): Promise<FileToSave> => {
    const { headers, rawPayload: content } = await got(url);
    return { headers, content };
  };
  return {
    /** @throws LinkFault when the link opens nothing, Error while the ticket cannot be had */
    read: async (): Promise<Shown> => {
      const ticket = await get<TicketView>(path);
      const { messages } = await get<{ messages: MessageView[] }>(`${path}/conversation`);
      return { ticket, messages };
    },
    /** A credit note of this ticket as a PDF. @throws LinkFault when the link opens no such note */
    creditNote: (number: string): Promise<FileToSave> => file(`/v1/credit-notes/${encodeURIComponent(number)}.pdf`),
    /** A file that came with a message. @throws LinkFault when the link opens no such file */
    attachment: (id: string): Promise<FileToSave> => file(`${path}/attachments/${encodeURIComponent(id)}`),
    /** The whole conversation. @throws LinkFault when the link opens nothing */
    export: (): Promise<FileToSave> => file(`${path}/export?format=zip`),
    /** @returns what was refused; `null`: it is done */
    take: async (step: string, body: object, idempotencyKey: string): Promise<Refusal | null> => {
      const headers = { authorization, 'idempotency-key': idempotencyKey };
      const answer = await app.inject({ method: 'POST', url: `${path}/${step}`, headers, payload: body });
      if (answer.statusCode < 300) return null;
      return { status: answer.statusCode, code: answer.json<{ code: string }>().code };
    },
  };
}
