import { html, type Html } from '../../../console/html.ts';
import { since } from '../../../timeline/times.ts';
import type { TicketRecord } from '../../play/record.ts';

/** What the customer saw of the conversation, their own words among it. */
export const messageList = ({ ticket, messages }: TicketRecord): Html => html`<details>
<summary><h4>What the customer saw (${messages.length})</h4></summary>
<ol class="messages">
${messages.map(
  ({
    at,
    author,
    automatic,
    body,
  }) => html`<li class="${author.role}"><span class="quiet">${since(ticket.submittedAt, at)}</span> <strong>${author.name}</strong> <span class="quiet">${automatic ? 'automatic' : author.role}</span>
<p>${body}</p></li>
`,
)}</ol>
</details>
`;
