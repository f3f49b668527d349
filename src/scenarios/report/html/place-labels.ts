/** A text that wants to begin at `x`. */
export interface Label {
  text: string;
  x: number;
}

/** Where a text has room: `row` 0 is nearest to what it names. */
export interface PlacedLabel extends Label {
  row: number;
}

const APART = 8;

/** Every text is shown: one that would run into another goes to the next row, one that would stick out goes to the left. */
export function placeLabels(labels: readonly Label[], width: number, widthOf: (text: string) => number): PlacedLabel[] {
  const ends: number[] = [];
  return [...labels]
    .sort((a, b) => a.x - b.x)
    .map(({ text, x: wanted }) => {
      const x = Math.max(0, Math.min(wanted, width - widthOf(text)));
      const free = ends.findIndex((end) => end + APART <= x);
      const row = free < 0 ? ends.length : free;
      ends[row] = x + widthOf(text);
      return { text, x, row };
    });
}

/** As wide as a text of the drawings may be: they are set in 12 px, and most letters are narrower. */
export const textWidth = (text: string): number => text.length * 6.9;
