import { html, type Html } from '../../../console/html.ts';
import { shorten } from '../../../timeline/lay-out.ts';
import type { Line } from '../../../timeline/line.ts';
import type { TicketRecord } from '../../play/record.ts';
import type { Played } from '../../played.ts';
import { ticketTimeline } from '../ticket-timeline.ts';

/** Instant by instant what happened, as the command prints it; the browser wraps it. */
export const momentList = (record: TicketRecord, played: Pick<Played, 'names' | 'zone'>): Html => html`<details>
<summary><h4>Instant by instant</h4></summary>
<div class="moments">
${ticketTimeline(record, played).map(lineOf)}</div>
</details>
`;

const QUOTE = '│ ';

/** However many rows words need, a line beside all of them says that they are quoted. */
function lineOf({ lead, text, style, maxRows }: Line): Html {
  const rows = shorten(text.split('\n'), maxRows);
  const quoted = lead.endsWith(QUOTE);
  return html`<div class="${style}"><span class="lead">${quoted ? lead.slice(0, -QUOTE.length) : lead}</span><span class="text${quoted ? ' quoted' : ''}">${rows.join('\n')}</span></div>
`;
}
