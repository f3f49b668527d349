import { html, type Html } from '../../../console/html.ts';
import { instantOf } from '../../../domain/calendar/instant.ts';
import { span } from '../../../timeline/times.ts';
import { Room } from './room.ts';
import { px, xOf, type Scene } from './scene.ts';
import { briefly, wallOf } from './story-times.ts';
import { ticksOf } from './ticks.ts';

export const AXIS_HEIGHT = 42;
const TIMES = 18;
const DAYS = 34;
const TOOTH = 6;

/** Ticks with what a clock shows, and breaks with how long they are, through all that is drawn from `top` to `y`. */
export function drawAxis(scene: Scene, top: number, y: number): Html {
  const { axis, zone } = scene;
  const taken = new Room(axis.width);
  const breaks = axis.stretches.filter(({ broken }) => broken);
  const drawnBreaks = breaks.map(({ from, to, x, width }) => {
    const text = briefly(to - from);
    const middle = px(x + width / 2);
    taken.take(middle, text);
    return html`<g class="break" data-break="${to - from}"><title>Nothing happens for ${span(to - from)}</title>
<path d="${tear(x, top, y)}${tear(x + width, top, y)}"/>
<text x="${middle}" y="${y + TIMES}">${text}</text></g>
`;
  });
  const days = new Room(axis.width);
  let shownDay = '';
  const ticks = ticksOf(axis, zone).map((tick) => {
    const x = xOf(scene, tick);
    const { time, day } = wallOf(instantOf(tick), zone);
    const timeX = taken.take(x, time);
    if (timeX === null) return html`<path class="tick" d="M${x} ${top}V${y + 3}"/>`;
    const dayX = day === shownDay ? null : days.take(x, day);
    if (dayX !== null) shownDay = day;
    return html`<path class="tick" d="M${x} ${top}V${y + 5}"/><text x="${timeX}" y="${y + TIMES}">${time}</text>${
      dayX === null ? null : html`<text class="day" x="${dayX}" y="${y + DAYS}">${day}</text>`
    }
`;
  });
  return html`<g class="axis"><path class="line" d="M0 ${y}H${px(axis.width)}"/>
${ticks}${drawnBreaks}</g>`;
}

/** A zigzag from top to bottom: here paper is missing. */
function tear(x: number, top: number, bottom: number): string {
  const teeth = Math.ceil((bottom - top) / TOOTH);
  const points = Array.from({ length: teeth }, (_, tooth) => `l${tooth % 2 === 0 ? 4 : -4} ${TOOTH}`);
  return `M${px(x - 2)} ${top}${points.join('')}`;
}
