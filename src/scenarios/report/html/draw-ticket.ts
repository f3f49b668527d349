import { html, type Html } from '../../../console/html.ts';
import { epochOf, instantOf, later, type Instant } from '../../../domain/calendar/instant.ts';
import type { Policy } from '../../../domain/policy/schema.ts';
import { tally } from '../../../timeline/promise-table.ts';
import { promiseNames } from '../../../timeline/promise-names.ts';
import { clockTime } from '../../../timeline/times.ts';
import type { TicketRecord } from '../../play/record.ts';
import { brokenAxis } from './axis.ts';
import { closedHours, type Closed } from './closed-hours.ts';
import { AXIS_HEIGHT, drawAxis } from './draw-axis.ts';
import { drawBands } from './draw-bands.ts';
import { BAR_ROW, drawBar } from './draw-bar.ts';
import { phaseBands } from './phase-bands.ts';
import { promiseBars } from './promise-bars.ts';
import { extent, MARGIN, type Scene } from './scene.ts';

const BELOW_BANDS = 10;

/** A ticket's life from left to right: its phases, its promises below them, and behind them when the team was closed. */
export function drawTicket({ ticket, events }: TicketRecord, endedAt: Instant, policy: Policy, zone: string): Html {
  const until = ticket.closedAt ?? events.reduce((last, { at }) => later(last, at), endedAt);
  const bands = phaseBands(events, until);
  const bars = promiseBars(ticket, events, until);
  const happens = [
    until,
    ...events.map(({ at }) => at),
    ...bars.flatMap(({ madeAt, dueAt, endsAt }) => [madeAt, endsAt, ...(dueAt === null ? [] : [dueAt])]),
  ];
  const scene: Scene = { axis: brokenAxis(happens.map(epochOf)), zone };
  const { drawn: phases, height: top } = drawBands(scene, bands);
  const height = top + BELOW_BANDS + bars.length * BAR_ROW;
  const nameOf = promiseNames(events);
  const closed = closedHours(policy, events, until);
  const width = Math.ceil(scene.axis.width) + 2 * MARGIN;
  const words = `Timeline of ticket #${ticket.number}, ${ticket.status}. Promises: ${tally(ticket) || 'none'}.`;
  return html`<div class="drawing" tabindex="0" role="group" aria-label="Drawing, wider than some screens">
<svg role="img" aria-label="${words}" width="${width}" height="${height + AXIS_HEIGHT}" viewBox="${-MARGIN} 0 ${width} ${height + AXIS_HEIGHT}">
${closed.map((one) => drawClosed(scene, one, top, height))}
${drawAxis(scene, top, height)}
${phases}
${bars.map((bar, row) => drawBar(scene, bar, nameOf, top + BELOW_BANDS + row * BAR_ROW))}
</svg>
</div>
`;
}

function drawClosed(scene: Scene, { team, from, to }: Closed, top: number, bottom: number): Html {
  const { x, width } = extent(scene, from, to);
  const clock = (epochMs: number) => clockTime(instantOf(epochMs), null, scene.zone);
  return html`<rect class="closed" data-closed="${team}" x="${x}" y="${top}" width="${width}" height="${bottom - top}"><title>${team} is closed
from ${clock(from)} to ${clock(to)}</title></rect>
`;
}
