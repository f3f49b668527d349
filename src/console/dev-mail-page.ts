import { html, type Html } from './html.ts';
import { page } from './page.ts';

/** A mail as the page shows it. */
interface ShownMail {
  id: string;
  from: string;
  to: string;
  subject: string;
  text: string;
}

interface Mailbox {
  mails: ShownMail[];
  /** Where requests are sent to. */
  supportAddress: string;
  /** What went wrong with the last form. */
  fault: string | null;
}

/** The mailbox of a machine without a mail server: what customers get, and how they answer. For those who try Kept out. */
export const devMailPage = ({ mails, supportAddress, fault }: Mailbox): string =>
  page({
    locale: 'en',
    title: 'Mail on this machine',
    body: html`<main>
<h1>Mail on this machine</h1>
<p class="quiet">What Kept sends stays here, whomever it is for; what you send from here comes in as their mail.</p>
${fault === null ? null : html`<p class="fault" role="alert">${fault}</p>`}
<section aria-labelledby="write">
<h2 id="write">Write to ${supportAddress}</h2>
<form method="post">
${line('from', 'From', 'anna@example.com', 'email')}
${line('subject', 'Subject', '', 'text')}
${text('text', 'Text')}
<button>Send</button>
</form>
</section>
<section aria-labelledby="sent">
<h2 id="sent">What was sent, the newest first</h2>
${mails.length === 0 ? html`<p>Nothing yet. Write a mail above, or submit a ticket as a customer with an address.</p>` : null}
<ol class="conversation">${mails.map(mailItem)}</ol>
</section>
</main>`,
  });

const mailItem = ({ id, from, to, subject, text: body }: ShownMail): Html => html`<li id="${id}">
<h3>${subject}</h3>
<p class="quiet">From ${from} to ${to}</p>
<p class="body">${body}</p>
<details><summary>Answer as ${to}</summary>
<form method="post">
<input type="hidden" name="answers" value="${id}">
${text(`text-${id}`, 'Text')}
<button>Answer</button>
</form></details>
</li>`;

const line = (name: string, label: string, value: string, type: 'text' | 'email'): Html =>
  html`<label for="${name}">${label}</label><input id="${name}" name="${name}" type="${type}" value="${value}" required maxlength="200">`;

const text = (id: string, label: string): Html =>
  html`<label for="${id}">${label}</label><textarea id="${id}" name="text" required></textarea>`;
