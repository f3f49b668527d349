import { styleText } from 'node:util';
import type { Style } from './line.ts';

/** Wider lines are hard to read, however wide the window. */
const MAX_COLUMNS = 100;
const MIN_COLUMNS = 60;

/** Where the stories are shown. */
export interface Screen {
  columns: number;
  /** Undefined where colour isn't wanted. */
  paint: ((style: Style, text: string) => string) | undefined;
  print(text: string): void;
}

const COLOURS: Record<Exclude<Style, 'plain'>, Parameters<typeof styleText>[0]> = {
  heading: ['bold', 'cyan'],
  phase: 'cyan',
  good: 'green',
  bad: 'red',
  quiet: 'gray',
};

/** Standard output; colours as the terminal has them, none for NO_COLOR, a pipe or a file. */
export function terminal(stdout: NodeJS.WriteStream = process.stdout): Screen {
  const coloured = stdout.isTTY && stdout.hasColors();
  return {
    columns: Math.max(MIN_COLUMNS, Math.min(MAX_COLUMNS, stdout.isTTY ? stdout.columns : MAX_COLUMNS)),
    paint: coloured ? (style, text) => (style === 'plain' ? text : styleText(COLOURS[style], text)) : undefined,
    print: (text) => stdout.write(`${text}\n`),
  };
}
