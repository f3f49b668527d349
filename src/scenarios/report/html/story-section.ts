import { html, type Html } from '../../../console/html.ts';
import type { Policy } from '../../../domain/policy/schema.ts';
import { clockTime, span } from '../../../timeline/times.ts';
import { simulatedMs, type Played } from '../../played.ts';
import { drawTicket } from './draw-ticket.ts';
import { momentList } from './moment-list.ts';
import { messageList } from './message-list.ts';
import { anchorOf, passed, seconds, verdict } from './summary-table.ts';

/** One story: how it went, what failed, and its tickets drawn, with what their customers read. */
export function storySection(played: Played, index: number, policy: Policy): Html {
  const { name, file, cites, tickets, expectations, failures, tolerance, zone, startedAt, endedAt, tookMs } = played;
  const clock = `from ${clockTime(startedAt, null, zone)} to ${clockTime(endedAt, null, zone)} by the clock of ${zone}`;
  const held = expectations === 1 ? '1 expectation' : `${expectations} expectations`;
  return html`<section aria-labelledby="${anchorOf(index)}">
<h2 id="${anchorOf(index)}">${name}</h2>
<p>${verdict(passed(played))} · ${held} · ${file}${cites.length === 0 ? null : ` · cites ${cites.join(', ')}`}</p>
<p class="quiet">It lasts ${span(simulatedMs(played))}, ${clock}; playing it took ${seconds(tookMs)}. Instants are held to ±${span(tolerance)}: the time-skipping server leaks real milliseconds.</p>
${failures.length === 0 ? null : failureTable(played)}${tickets.map(({ name: called, record }) => {
    const { number, subject } = record.ticket;
    return html`<h3>Ticket #${number}: ${subject}${tickets.length > 1 ? html` <span class="quiet">(${called})</span>` : null}</h3>
${drawTicket(record, endedAt, policy, zone)}${messageList(record)}${momentList(record, played)}`;
  })}${tickets.length === 0 ? html`<p>Nobody submitted a ticket.</p>` : null}
</section>
`;
}

const failureTable = ({
  failures,
}: Played): Html => html`<div class="wide" tabindex="0" role="group" aria-label="Table of what failed">
<table class="failures">
<caption>${failures.length === 1 ? '1 expectation' : `${failures.length} expectations`} failed</caption>
<thead><tr><th scope="col">Line</th><th scope="col">Expected</th><th scope="col">Instead</th></tr></thead>
<tbody>
${failures.map(
  ({ line, expected, instead }) => html`<tr><td class="number">${line}</td><td>${expected}</td><td>${instead}</td></tr>
`,
)}</tbody>
</table>
</div>
`;
