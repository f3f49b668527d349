import { html, type Html } from '../../../console/html.ts';
import { earlier } from '../../../domain/calendar/instant.ts';
import type { NameOf } from '../../../timeline/promise-names.ts';
import { clockTime } from '../../../timeline/times.ts';
import { drawMark } from './draw-mark.ts';
import { textWidth } from './place-labels.ts';
import type { Bar } from './promise-bars.ts';
import { extent, px, xOf, type Scene } from './scene.ts';

export const BAR_ROW = 40;
const BASELINE = 12;
const BAR_TOP = 19;
const BAR_HEIGHT = 10;
const MIDDLE = BAR_TOP + BAR_HEIGHT / 2;

/** A promise from when it was made to its end, with its name above it, from `y` down. */
export function drawBar(scene: Scene, bar: Bar, nameOf: NameOf, y: number): Html {
  const { promise, state, dueAt } = bar;
  const label = `${nameOf(promise)}: ${state}`;
  const labelX = px(Math.max(0, Math.min(xOf(scene, bar.madeAt), scene.axis.width - textWidth(label))));
  return html`<g class="promise ${state}" data-promise="${promise.kind} ${promise.cycle}" data-state="${state}" data-due="${dueAt ?? ''}" transform="translate(0 ${y})">
<title>${titleOf(scene, bar)}</title>
<text x="${labelX}" y="${BASELINE}">${label}</text>
${drawSpan(scene, bar)}
${dueAt === null ? null : drawDue(scene, bar, dueAt)}
${bar.pauses.map(({ from, to }) => rect(scene, 'pause', from, to))}
${bar.warnings.map(({ at, percent }) => html`<g data-warned="${percent}">${drawMark('warned', xOf(scene, at), BAR_TOP + BAR_HEIGHT)}</g>`)}
${bar.missedAt === null ? null : html`<g data-missed="${bar.missedAt}">${drawMark('missed', xOf(scene, bar.missedAt), MIDDLE)}</g>`}
${drawEnd(scene, bar)}
</g>
`;
}

/** What came after it was due is told apart. */
function drawSpan(scene: Scene, { madeAt, dueAt, endsAt, state }: Bar): Html {
  if (state !== 'missed' || dueAt === null) return rect(scene, 'bar', madeAt, endsAt);
  const inTime = rect(scene, 'bar', madeAt, earlier(dueAt, endsAt));
  return html`${inTime}${dueAt < endsAt ? html`<path class="late" d="M${xOf(scene, dueAt)} ${MIDDLE}H${xOf(scene, endsAt)}"/>` : null}`;
}

function drawDue(scene: Scene, { endsAt }: Bar, dueAt: string): Html {
  const x = xOf(scene, dueAt);
  return html`<path class="ahead" d="M${Math.min(x, xOf(scene, endsAt))} ${MIDDLE}H${x}"/><path class="due" d="M${x} ${BAR_TOP - 3}v${BAR_HEIGHT + 6}"/>`;
}

/** A miss is marked when it was missed; its end says whether it was made good, or goes on. */
function drawEnd(scene: Scene, { state, endsAt, ended, promise }: Bar): Html | null {
  const end = (mark: Parameters<typeof drawMark>[0]) => drawMark(mark, xOf(scene, endsAt), MIDDLE);
  if (state !== 'missed') return end(state);
  if (promise.settledAt !== null) return end('made-good');
  return ended ? null : end('running');
}

const rect = (scene: Scene, kind: string, from: string, to: string): Html => {
  const { x, width } = extent(scene, from, to);
  return html`<rect class="${kind}" x="${x}" y="${BAR_TOP}" width="${width}" height="${BAR_HEIGHT}"/>`;
};

function titleOf({ zone }: Scene, { promise, state, madeAt, dueAt, endsAt, ended }: Bar): string {
  const clock = (at: string) => clockTime(at, null, zone);
  return [
    `${promise.kind} ${promise.cycle}: ${state}`,
    `made ${clock(madeAt)}`,
    dueAt === null ? 'due once the customer has answered' : `due ${clock(dueAt)}`,
    ended ? `ended ${clock(endsAt)}` : 'not ended',
  ].join('\n');
}
