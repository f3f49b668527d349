import { html, type Html } from '../../../console/html.ts';
import { drawMark } from './draw-mark.ts';

/** Clocks that stand still are hatched. It is defined once, for all drawings of the page. */
const PATTERNS = html`<svg class="patterns" width="0" height="0" aria-hidden="true"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatched" width="6" height="6"/><path class="hatching" d="M1 0V6"/></pattern></defs></svg>
`;

const sample = (drawn: Html, words: string): Html =>
  html`<li><svg width="22" height="18" viewBox="-11 -9 22 18" aria-hidden="true">${drawn}</svg>${words}</li>
`;

export const legend = (): Html => html`${PATTERNS}<section aria-labelledby="legend">
<h2 id="legend">How to read the drawings</h2>
<p>Time goes from left to right, by the clock of the story. Where nothing happens for long, the paper is torn and says for how long; all else in one drawing is to one scale. Above are the phases with the team that has the ticket; below them each promise is a bar, from when it was made to when it ended.</p>
<ul class="legend">
${sample(drawMark('kept', 0, 0), 'kept')}${sample(drawMark('missed', 0, 0), 'missed, at this instant; what came later is dashed')}${sample(drawMark('withdrawn', 0, 0), 'withdrawn')}${sample(drawMark('made-good', 0, 0), 'made good after a miss')}${sample(drawMark('re-estimated', 0, 0), 're-estimated in time')}${sample(drawMark('running', 0, 0), 'still owed')}${sample(drawMark('paused', 0, 0), 'still paused')}${sample(html`<path class="due" d="M0 -8V8"/>`, 'due')}${sample(drawMark('warned', 0, -4), 'somebody was warned')}${sample(html`<rect class="pause" x="-10" y="-5" width="20" height="10"/>`, 'waiting for the customer')}${sample(html`<rect class="closed" x="-10" y="-8" width="20" height="16"/>`, 'the team that has it is closed')}</ul>
</section>
`;
