import wrap from 'wrap-ansi';
import type { Line, Style } from './line.ts';
import { visible } from './visible.ts';

interface Sheet {
  columns: number;
  paint: ((style: Style, text: string) => string) | undefined;
}

/** Where a table leaves less than this, a row sticks out rather than become a ladder of letters. */
const MIN_TEXT_COLUMNS = 20;

/** Rows of a screen: wrapped, then painted, so that colour never counts as width. */
export const layOut = (lines: Line[], { columns, paint = (_style, text) => text }: Sheet): string[] =>
  lines.flatMap(({ lead, text, style, maxRows }) => {
    const following = lead.replaceAll(/[^│]/g, ' ');
    return shorten(rowsOf(text, Math.max(MIN_TEXT_COLUMNS, columns - lead.length)), maxRows).map((row, index) =>
      paint(style, ruled(style, `${index === 0 ? lead : following}${row}`.trimEnd(), columns)),
    );
  });

/** A phase is a band across the sheet. */
const ruled = (style: Style, row: string, columns: number): string =>
  style === 'phase' ? `${row} `.padEnd(columns, '─') : row;

const rowsOf = (text: string, columns: number): string[] => wrap(visible(text), columns, { hard: true }).split('\n');

export function shorten(rows: string[], maxRows = Infinity): string[] {
  if (rows.length <= maxRows) return rows;
  const shown = rows.slice(0, maxRows - 1);
  return [...shown, `… (${rows.length - shown.length} more lines)`];
}
