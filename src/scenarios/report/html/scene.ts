import { epochOf, type Instant } from '../../../domain/calendar/instant.ts';
import { placeOf, type Axis } from './axis.ts';

/** What everything in one drawing shares. Coordinates are pixels, from the axis' beginning. */
export interface Scene {
  axis: Axis;
  /** By whose clock instants are told. */
  zone: string;
}

/** Room beside the axis, for marks that stand at its ends. */
export const MARGIN = 16;

export const xOf = ({ axis }: Scene, at: Instant | number): number =>
  px(placeOf(axis, typeof at === 'string' ? epochOf(at) : at));

export const px = (n: number): number => Number(n.toFixed(1));

/** What lasts a moment only is seen all the same. */
const THINNEST = 3;

/** From one instant to another, never too thin to be seen, and never beyond the axis. */
export function extent(scene: Scene, from: Instant | number, to: Instant | number): { x: number; width: number } {
  const begin = xOf(scene, from);
  const width = Math.max(THINNEST, xOf(scene, to) - begin);
  return { x: px(Math.max(0, Math.min(begin, scene.axis.width - width))), width: px(width) };
}
