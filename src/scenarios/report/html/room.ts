import { textWidth } from './place-labels.ts';
import { px } from './scene.ts';

const APART = 8;

/** A row in which texts stand, the earlier ones first. */
export class Room {
  private readonly taken: { from: number; to: number }[] = [];

  constructor(private readonly width: number) {}

  /** @returns where the middle of the text is, or `null` when another is there */
  take(middle: number, text: string): number | null {
    const half = textWidth(text) / 2;
    const at = Math.max(half, Math.min(middle, this.width - half));
    const wanted = { from: at - half - APART / 2, to: at + half + APART / 2 };
    if (this.taken.some(({ from, to }) => wanted.from < to && from < wanted.to)) return null;
    this.taken.push(wanted);
    return px(at);
  }
}
