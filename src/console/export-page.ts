import type { MessageView } from '../api/schemas/conversation.ts';
import type { TicketView } from '../api/schemas/ticket.ts';
import type { Instant } from '../domain/calendar/instant.ts';
import type { Locale } from '../domain/policy/words.ts';
import { sayIn } from '../texts/say.ts';
import { conversationList } from './conversation-list.ts';
import { html } from './html.ts';
import { page } from './page.ts';

/** A conversation to be kept or printed. */
export interface ExportedConversation {
  ticket: TicketView;
  messages: MessageView[];
  locale: Locale;
  instant: (at: Instant) => string;
  company: { name: string };
  exportedAt: Instant;
  /** Where its files lie beside it; `null`: they don't. */
  fileAt: (file: MessageView['attachments'][number]) => string | null;
}

/** P14: the whole conversation on one page that needs nothing else. */
export function exportPage(exported: ExportedConversation): string {
  const { ticket, locale, instant, company, exportedAt } = exported;
  const say = sayIn(locale);
  const request = say('page.request', { number: ticket.number });
  const body = html`<header>
<p class="quiet">${company.name} · ${request}</p>
<h1>${ticket.subject}</h1>
<p>${say('page.status')} <span class="status">${say(`page.status.${ticket.status}`)}</span></p>
</header>
<main>
${conversationList({ ...exported, say })}
</main>
<footer><p class="quiet">${say('page.as-of', { at: instant(exportedAt) })}</p></footer>`;
  return page({ locale, title: `${request}: ${ticket.subject}`, body });
}
