import { html, type Html } from '../../../console/html.ts';
import { clockTime } from '../../../timeline/times.ts';
import type { Band } from './phase-bands.ts';
import { placeLabels, textWidth } from './place-labels.ts';
import { extent, px, xOf, type Scene } from './scene.ts';

const LABEL_ROW = 16;
const BAND_HEIGHT = 14;

/** The phases, with their names above them, from `y` 0 down. */
export function drawBands(scene: Scene, bands: readonly Band[]): { drawn: Html; height: number } {
  const labels = placeLabels(
    bands.map((band) => ({ text: nameOf(band), x: xOf(scene, band.from) })),
    scene.axis.width,
    textWidth,
  );
  const y = LABEL_ROW * (1 + Math.max(0, ...labels.map(({ row }) => row)));
  const drawn = html`
${labels.map(({ x, row }) => html`<path class="leader" d="M${px(x) - 3} ${y}V${y - 14 - row * LABEL_ROW}"/>`)}
${labels.map(
  ({ text, x, row }) => html`<text x="${px(x)}" y="${y - 5 - row * LABEL_ROW}">${text}</text>
`,
)}
${bands.map((band) => drawBand(scene, band, y))}`;
  return { drawn, height: y + BAND_HEIGHT };
}

function drawBand(scene: Scene, band: Band, y: number): Html {
  const { x, width } = extent(scene, band.from, band.to);
  const clock = (at: string) => clockTime(at, null, scene.zone);
  return html`<rect class="band ${band.phase}" data-phase="${band.phase}" x="${x}" y="${y}" width="${width}" height="${BAND_HEIGHT}"><title>${nameOf(band)}
from ${clock(band.from)} to ${clock(band.to)}</title></rect>
`;
}

const nameOf = ({ phase, team }: Band): string => `${phase} · ${team}`;
