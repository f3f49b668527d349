import type { Money } from '../domain/approvals/approval.ts';
import { DAY, HOUR, MINUTE, msBetween, type Instant, type Milliseconds } from '../domain/calendar/instant.ts';
import type {
  DigestContent,
  Excerpt,
  KindOutcome,
  Miss,
  Overdue,
  UndecidedApproval,
} from '../domain/reports/digest.ts';
import { attainment } from '../domain/reports/promise-counts.ts';

/** A week's digest as management reads it, in plain English. Of fixed width, so that columns stand in mails and logs. */
export function digestText(digest: DigestContent, company: string): string {
  const { week, from, to, zone, asOf } = digest;
  const at = instantIn(zone);
  return [
    `${company}: week ${week}, ${dayOf(from)} to ${dayOf(to)}`,
    `As of ${at(asOf)}. Times are by the clock of ${zone}, spans by the wall.`,
    '',
    'Promises whose outcome became known in this week',
    ...outcomeLines(digest.outcomes),
    '',
    ...section('Missed, worst first', digest.misses, (miss) => missLine(miss, at)),
    '',
    ...section('Still overdue, longest first', digest.overdue, (overdue) => overdueLine(overdue, asOf, at)),
    '',
    ...section('Approvals undecided, oldest first', digest.undecided, (approval) => approvalLine(approval, asOf, at)),
    '',
    ...timeLines(digest.time),
    '',
  ].join('\n');
}

function outcomeLines(outcomes: KindOutcome[]): string[] {
  if (outcomes.length === 0) return ['  none'];
  const sum = (of: 'kept' | 'missed') => outcomes.reduce((total, outcome) => total + outcome[of], 0);
  const all = { kept: sum('kept'), missed: sum('missed') };
  const rows = [
    ['', 'kept', 'missed', 'attainment'],
    ...[...outcomes, { kind: 'all', ...all, attainmentPercent: attainment(all.kept, all.missed) }].map(
      ({ kind, kept, missed, attainmentPercent }) => [
        kind,
        String(kept),
        String(missed),
        attainmentPercent === null ? '–' : `${attainmentPercent.toFixed(2)} %`,
      ],
    ),
  ];
  return table(rows);
}

function section<T>(title: string, { count, first }: Excerpt<T>, line: (item: T) => string): string[] {
  const more = count > first.length ? [`  and ${count - first.length} more`] : [];
  return [`${title}: ${count}`, ...first.map((item) => `  ${line(item)}`), ...more];
}

type InstantWords = (at: Instant) => string;

const missLine = ({ ticket, kind, cycle, team, dueAt, lateMs }: Miss, at: InstantWords): string =>
  `#${ticket} ${kind} ${cycle}, ${team}: due ${at(dueAt)}, ` +
  (lateMs === null ? 'not made good' : `${spanWords(lateMs)} late`);

const overdueLine = ({ ticket, kind, team, assignee, dueAt }: Overdue, asOf: Instant, at: InstantWords): string =>
  `#${ticket} ${kind ?? 'something'}, ${team} (${assignee ?? 'nobody'}): due ${at(dueAt)}, ` +
  `${spanWords(msBetween(dueAt, asOf))} ago`;

const approvalLine = (
  { ticket, type, amount, askedAt, dueAt }: UndecidedApproval,
  asOf: Instant,
  at: InstantWords,
): string =>
  `#${ticket} ${type}${amount === null ? '' : ` of ${moneyWords(amount)}`}: asked ${at(askedAt)}, ` +
  `decision ${dueAt < asOf ? 'was ' : ''}due ${at(dueAt)}`;

function timeLines({
  tickets,
  totalMs,
  customerMs,
  approvalMs,
  closedHoursMs,
  teams,
}: DigestContent['time']): string[] {
  const title = `Time of the tickets submitted in this week, so far: ${tickets}`;
  if (tickets === 0) return [title];
  const byTeam = Object.entries(teams).sort(([, a], [, b]) => b - a);
  const parts: [string, Milliseconds][] = [
    ['customer', customerMs],
    ['approval', approvalMs],
    ['closed hours', closedHoursMs],
    ...byTeam,
    ['all', totalMs],
  ];
  const percent = (ms: Milliseconds) => (totalMs === 0 ? '' : `${((ms * 100) / totalMs).toFixed(1)} %`);
  return [title, ...table(parts.map(([name, ms]) => [name, spanWords(ms), percent(ms)]))];
}

/** The first column to the left, the others to the right. */
function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((row) => `  ${row.map(cell).join('  ')}`.trimEnd());
}

/** The two greatest units: nobody reads the seconds of a day. */
export function spanWords(ms: Milliseconds): string {
  if (ms < MINUTE) return `${Math.floor(ms / 1_000)} s`;
  const [days, hours, minutes] = [
    Math.floor(ms / DAY),
    Math.floor((ms % DAY) / HOUR),
    Math.floor((ms % HOUR) / MINUTE),
  ];
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min`;
}

/** Put together here: where the commas stand changes with Node's language data. */
function partsIn(timeZone: string, options: Intl.DateTimeFormatOptions) {
  const format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  return (at: Instant): Partial<Record<Intl.DateTimeFormatPartTypes, string>> =>
    Object.fromEntries(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
}

function instantIn(zone: string): InstantWords {
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const partsOf = partsIn(zone, { weekday: 'short', day: 'numeric', month: 'short', ...clock });
  return (at) => {
    const { weekday, day, month, hour, minute } = partsOf(at);
    return `${weekday} ${day} ${month}, ${hour}:${minute}`;
  };
}

const datePartsOf = partsIn('UTC', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** A civil date has no zone: read and written in the same one. */
function dayOf(date: string): string {
  const { weekday, day, month, year } = datePartsOf(`${date}T00:00:00.000Z`);
  return `${weekday} ${day} ${month} ${year}`;
}

function moneyWords({ minor, currency }: Money): string {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return `${(minor / 10 ** digits).toFixed(digits)} ${currency}`;
}
