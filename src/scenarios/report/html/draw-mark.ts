import { html, type Html } from '../../../console/html.ts';
import type { BarState } from './promise-bars.ts';

/** How a promise ended, by a shape, as colours alone are not for everybody. */
const SHAPES: Record<BarState | 'made-good' | 'warned', string> = {
  kept: 'M-6 0A6 6 0 1 0 6 0A6 6 0 1 0 -6 0Z',
  missed: 'M-5 -5L5 5M5 -5L-5 5',
  withdrawn: 'M-4.5 -4.5H4.5V4.5H-4.5Z',
  're-estimated': 'M0 -6.5L6.5 0L0 6.5L-6.5 0Z',
  'made-good': 'M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z',
  running: 'M-3 -6L6 0L-3 6Z',
  paused: 'M-3 -5V5M3 -5V5',
  warned: 'M-4.5 7H4.5L0 0Z',
};

export const drawMark = (mark: keyof typeof SHAPES, x: number, y: number): Html =>
  html`<path class="mark ${mark}" transform="translate(${x} ${y})" d="${SHAPES[mark]}"/>`;
