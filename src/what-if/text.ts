import { EMPTY, line, type Line } from '../timeline/line.ts';
import { endsOtherwise, type Compared } from './compare.ts';
import { grouped, headline, remarks, type Report } from './report.ts';
import { cellsOf, type NamedTally, type Tally } from './tally.ts';
import { clockIn, dueOf, promiseName, stateOf, type Clock } from './wording.ts';

const MOST_TICKETS = 50;

/** The answer for a terminal, or a file, that is so wide. */
export function textOf(report: Report, columns: number): Line[] {
  const { byKind, byTeam, total, different, zone, heldFixed } = report;
  return [
    line(headline(report), 'heading'),
    EMPTY,
    ...heldFixed.flatMap((paragraph) => [line(paragraph), EMPTY]),
    ...tallyTable('promise', byKind, total, columns),
    EMPTY,
    ...tallyTable('team', byTeam, total, columns),
    EMPTY,
    ...remarks(report).map((remark) => line(remark)),
    ...(different.length === 0 ? [] : [EMPTY, ...differences(report, clockIn(zone))]),
  ];
}

const WIDTH = { most: 9, least: 7 };

/** On a narrow terminal columns are nearer to each other, and on one narrower still without what is neither kept nor missed. */
function tallyTable(what: string, tallies: NamedTally[], total: Tally, columns: number): Line[] {
  const first = Math.max(16, ...tallies.map(({ name }) => name.length + 2));
  const shown = ['kept', 'missed', ...(columns < first + 8 * WIDTH.least ? [] : ['other'])];
  const heads = [...shown, ...shown, 'better', 'worse'];
  const width = Math.max(WIDTH.least, Math.min(WIDTH.most, Math.floor((columns - first) / heads.length)));
  const row = (name: string, cells: string[]) =>
    name.padEnd(first) + cells.map((cell) => cell.padStart(width)).join('');
  const counts = (tally: Tally) =>
    cellsOf(tally)
      .filter((_, index) => shown.length === 3 || (index !== 2 && index !== 5))
      .map(grouped);
  const group = (name: string) => name.padStart(shown.length * width);
  return [
    // A line's text can't begin with blanks, its lead can.
    line('after', 'heading', (' '.repeat(first) + group('before') + group('after')).slice(0, -'after'.length)),
    line(row(what, heads), 'heading'),
    ...tallies.map((tally) => line(row(tally.name, counts(tally)), styleOf(tally))),
    line(row('all', counts(total)), 'heading'),
  ];
}

const styleOf = ({ better, worse }: Tally) => (worse > better ? 'bad' : better > worse ? 'good' : 'plain');

/** What ends otherwise comes first: a due instant that moved and was kept all the same concerns nobody. */
function differences({ different, zone }: Report, clock: Clock): Line[] {
  const ordered = [
    ...different.filter((ticket) => ticket.endsOtherwise.length > 0),
    ...different.filter((ticket) => ticket.endsOtherwise.length === 0),
  ];
  const rows = ordered
    .slice(0, MOST_TICKETS)
    .flatMap(({ number, endsOtherwise: ends, moved }) =>
      [...ends, ...moved].map((compared, index) => differenceLine(index === 0 ? `#${number}` : '', compared, clock)),
    );
  const rest = ordered.length - MOST_TICKETS;
  return [
    line(`Which tickets differ (due instants by the clock of ${zone})`, 'heading'),
    ...rows,
    ...(rest > 0 ? [line(`… and ${grouped(rest)} more tickets: --html FILE or --json shows all.`, 'quiet')] : []),
  ];
}

function differenceLine(ticket: string, compared: Compared, clock: Clock): Line {
  const { before, after } = compared;
  const fates = [before, after].map((fate) => `${stateOf(fate)} ${dueOf(fate, clock)}`.trim());
  const text = `${promiseName(compared).padEnd(20)} ${fates[0]?.padEnd(31)} → ${fates[1]}`;
  return line(text, endsOtherwise(compared) ? 'plain' : 'quiet', ticket.padEnd(9));
}
