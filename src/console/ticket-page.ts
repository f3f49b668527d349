import type { MessageView } from '../api/schemas/conversation.ts';
import type { TicketView } from '../api/schemas/ticket.ts';
import type { Instant } from '../domain/calendar/instant.ts';
import type { Locale } from '../domain/policy/words.ts';
import { sayIn, type Say } from '../texts/say.ts';
import { conversationList } from './conversation-list.ts';
import { html, type Html } from './html.ts';
import { page } from './page.ts';
import { MOST_CHARACTERS, type FormFault } from './page-faults.ts';

/** A ticket as its customer sees it, and how they read instants. */
export interface ShownTicket {
  ticket: TicketView;
  messages: MessageView[];
  locale: Locale;
  instant: (at: Instant) => string;
  company: { name: string; supportAddress: string };
  now: Instant;
  linkExpiresAt: Instant;
  form: FormState;
}

/** What the forms are filled with: after a fault what was typed, so that nothing is lost. */
export interface FormState {
  /** Sent along, so that the same text sent twice counts once. */
  once: string;
  fault: FormFault | null;
  body: string;
  comment: string;
}

export function ticketPage(shown: ShownTicket): string {
  const { ticket, locale, company } = shown;
  const say = sayIn(locale);
  const request = say('page.request', { number: ticket.number });
  const title = `${request}: ${ticket.subject}`;
  const body = html`<header>
<p class="quiet">${company.name} · ${request}</p>
<h1>${ticket.subject}</h1>
<p>${say('page.status')} <span class="status">${say(`page.status.${ticket.status}`)}</span></p>
</header>
<main>
${faultOf(shown, say)}
${expectations(shown, say)}
${conversationList({ ...shown, say, fileAt: ({ id }) => `?${FILE_FIELD}=${id}` })}
<p><a href="?${EXPORT_FIELD}=zip">${say('page.download')}</a></p>
${creditNotes(shown, say)}
${confirmation(shown, say)}
${reply(shown, say)}
</main>
<footer><p class="quiet">${say('page.keep-link', { until: shown.instant(shown.linkExpiresAt) })}</p></footer>`;
  return page({ locale, title, body });
}

const faultOf = ({ form: { fault }, company }: ShownTicket, say: Say): Html | null =>
  fault === null
    ? null
    : html`<p class="fault" role="alert">${say(`page.fault.${fault}`, { ...company, most: MOST_CHARACTERS })}</p>`;

/** What is still owed, the earliest first. Once a solution was sent, what was missed on the way is no longer pursued. */
function expectations({ ticket, instant, now }: ShownTicket, say: Say): Html | null {
  const owed = ticket.promises
    .filter(({ state, settledAt, dropped }) => settledAt === null && state !== 'withdrawn' && !dropped)
    .filter(({ state }) => ticket.phase !== 'resolve' || state === 'running')
    .sort((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'));
  const when = (dueAt: Instant | null): string => {
    if (dueAt === null) return say('page.paused');
    return dueAt < now ? say('page.late', { by: instant(dueAt) }) : say('page.by', { by: instant(dueAt) });
  };
  const lines = owed.map(
    ({ kind, dueAt }) => html`<li>${say('page.owed', { what: say(`page.owed.${kind}`), when: when(dueAt) })}</li>`,
  );
  if (lines.length === 0 && isDone(ticket)) return null;
  return html`<section aria-labelledby="next">
<h2 id="next">${say('page.expect')}</h2>
${lines.length === 0 ? html`<p>${say('page.nothing-owed')}</p>` : html`<ul>${lines}</ul>`}
</section>`;
}

const isDone = ({ status }: TicketView): boolean => status === 'resolved' || status === 'closed';

/** By this field of the page's own address a file is asked for. */
export const FILE_FIELD = 'file';

/** By this field of the page's own address the whole conversation is asked for, as a file. */
export const EXPORT_FIELD = 'export';

/** By this field of the page's own address a credit note is asked for. */
export const CREDIT_NOTE_FIELD = 'credit-note';

function creditNotes({ ticket }: ShownTicket, say: Say): Html | null {
  const numbers = ticket.approvals.flatMap(({ creditNote }) => creditNote ?? []);
  if (numbers.length === 0) return null;
  const items = numbers.map(
    (number) =>
      html`<li><a href="?${CREDIT_NOTE_FIELD}=${number}">${say('page.credit-note', { note: number })}</a></li>`,
  );
  return html`<section aria-labelledby="credit-notes">
<h2 id="credit-notes">${say('page.credit-notes')}</h2>
<ul>${items}</ul>
</section>`;
}

function confirmation({ ticket, form }: ShownTicket, say: Say): Html | null {
  if (!ticket.allowedSteps.includes('confirmation')) return null;
  return html`<section aria-labelledby="confirm">
<h2 id="confirm">${say('page.confirm')}</h2>
<form method="post">
<input type="hidden" name="once" value="${form.once}">
<label for="comment">${say('page.comment')}</label>
<textarea id="comment" name="comment" maxlength="${MOST_CHARACTERS}">${beforeText(form.comment)}</textarea>
<button name="step" value="solved">${say('page.solved')}</button>
<button name="step" value="not-solved" class="second">${say('page.not-solved')}</button>
</form>
</section>`;
}

function reply({ ticket, form }: ShownTicket, say: Say): Html | null {
  if (!ticket.allowedSteps.includes('messages')) return null;
  return html`<section aria-labelledby="reply">
<h2 id="reply">${say('page.reply')}</h2>
<form method="post">
<input type="hidden" name="once" value="${form.once}">
<label for="body">${say('page.message')}</label>
<textarea id="body" name="body" maxlength="${MOST_CHARACTERS}" required>${beforeText(form.body)}</textarea>
<button name="step" value="reply">${say('page.send')}</button>
</form>
</section>`;
}

/** A browser drops the line end that a text area begins with, so it is given one to drop. */
const beforeText = (text: string): string => `\n${text}`;
