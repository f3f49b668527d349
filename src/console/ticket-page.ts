import type { MessageView } from '../api/schemas/conversation.ts';
import type { TicketView } from '../api/schemas/ticket.ts';
import type { Instant } from '../domain/calendar/instant.ts';
import type { Locale } from '../domain/policy/words.ts';
import { html, type Html } from './html.ts';
import { page } from './page.ts';
import { PAGE_WORDS, type FormFault, type PageWords } from './page-words.ts';

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
  const words = PAGE_WORDS[locale];
  const title = `${words.request(ticket.number)}: ${ticket.subject}`;
  const body = html`<header>
<p class="quiet">${company.name} · ${words.request(ticket.number)}</p>
<h1>${ticket.subject}</h1>
<p>${words.statusLabel} <span class="status">${words.status[ticket.status]}</span></p>
</header>
<main>
${faultOf(shown, words)}
${expectations(shown, words)}
${conversation(shown, words)}
${creditNotes(shown, words)}
${confirmation(shown, words)}
${reply(shown, words)}
</main>
<footer><p class="quiet">${words.keepLink(shown.instant(shown.linkExpiresAt))}</p></footer>`;
  return page({ locale, title, body });
}

const faultOf = ({ form: { fault }, company }: ShownTicket, words: PageWords): Html | null =>
  fault === null ? null : html`<p class="fault" role="alert">${words.faults[fault](company.supportAddress)}</p>`;

/** What is still owed, the earliest first. Once a solution was sent, what was missed on the way is no longer pursued. */
function expectations({ ticket, instant, now }: ShownTicket, words: PageWords): Html | null {
  const owed = ticket.promises
    .filter(({ state, settledAt, dropped }) => settledAt === null && state !== 'withdrawn' && !dropped)
    .filter(({ state }) => ticket.phase !== 'resolve' || state === 'running')
    .sort((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'));
  const when = (dueAt: Instant | null): string => {
    if (dueAt === null) return words.paused;
    return dueAt < now ? words.late(instant(dueAt)) : words.by(instant(dueAt));
  };
  const lines = owed.map(({ kind, dueAt }) => html`<li>${words.promises[kind]}: ${when(dueAt)}</li>`);
  if (lines.length === 0 && isDone(ticket)) return null;
  return html`<section aria-labelledby="next">
<h2 id="next">${words.expectTitle}</h2>
${lines.length === 0 ? html`<p>${words.nothingOwed}</p>` : html`<ul>${lines}</ul>`}
</section>`;
}

const isDone = ({ status }: TicketView): boolean => status === 'resolved' || status === 'closed';

function conversation({ messages, instant }: ShownTicket, words: PageWords): Html {
  const items = messages.map(({ author, automatic, at, body, attachments }, index) => {
    const isOwn = author.role === 'customer';
    const who = automatic ? words.automatic : isOwn ? words.you : words.staff;
    const id = index === messages.length - 1 ? 'latest' : `message-${index + 1}`;
    return html`<li id="${id}" class="${isOwn ? 'own' : 'theirs'}">
<div><strong>${author.name}</strong> <span class="quiet">(${who})</span> <time datetime="${at}">${instant(at)}</time></div>
<div class="body">${body}</div>
${filesOf(attachments, words)}</li>
`;
  });
  return html`<section aria-labelledby="conversation">
<h2 id="conversation">${words.conversationTitle}</h2>
<ol class="conversation">
${items}</ol>
</section>`;
}

/** By this field of the page's own address a file is asked for. */
export const FILE_FIELD = 'file';

function filesOf(files: MessageView['attachments'], words: PageWords): Html | null {
  if (files.length === 0) return null;
  const items = files.map(({ id, fileName, refused }) =>
    refused === null
      ? html`<li><a href="?${FILE_FIELD}=${id}">${fileName}</a></li>`
      : html`<li>${words.fileNotKept(fileName)}</li>`,
  );
  return html`<ul>${items}</ul>`;
}

/** By this field of the page's own address a credit note is asked for. */
export const CREDIT_NOTE_FIELD = 'credit-note';

function creditNotes({ ticket }: ShownTicket, words: PageWords): Html | null {
  const numbers = ticket.approvals.flatMap(({ creditNote }) => creditNote ?? []);
  if (numbers.length === 0) return null;
  const items = numbers.map(
    (number) => html`<li><a href="?${CREDIT_NOTE_FIELD}=${number}">${words.creditNote(number)}</a></li>`,
  );
  return html`<section aria-labelledby="credit-notes">
<h2 id="credit-notes">${words.creditNotesTitle}</h2>
<ul>${items}</ul>
</section>`;
}

function confirmation({ ticket, form }: ShownTicket, words: PageWords): Html | null {
  if (!ticket.allowedSteps.includes('confirmation')) return null;
  return html`<section aria-labelledby="confirm">
<h2 id="confirm">${words.confirmTitle}</h2>
<form method="post">
<input type="hidden" name="once" value="${form.once}">
<label for="comment">${words.commentLabel}</label>
<textarea id="comment" name="comment" maxlength="50000">${beforeText(form.comment)}</textarea>
<button name="step" value="solved">${words.solved}</button>
<button name="step" value="not-solved" class="second">${words.notSolved}</button>
</form>
</section>`;
}

function reply({ ticket, form }: ShownTicket, words: PageWords): Html | null {
  if (!ticket.allowedSteps.includes('messages')) return null;
  return html`<section aria-labelledby="reply">
<h2 id="reply">${words.replyTitle}</h2>
<form method="post">
<input type="hidden" name="once" value="${form.once}">
<label for="body">${words.replyLabel}</label>
<textarea id="body" name="body" maxlength="50000" required>${beforeText(form.body)}</textarea>
<button name="step" value="reply">${words.send}</button>
</form>
</section>`;
}

/** A browser drops the line end that a text area begins with, so it is given one to drop. */
const beforeText = (text: string): string => `\n${text}`;
