import type { Money } from '../domain/approvals/approval.ts';
import { DAY, HOUR, MINUTE, msBetween, type Instant, type Milliseconds } from '../domain/calendar/instant.ts';
import type { Locale } from '../domain/policy/words.ts';
import type {
  DigestContent,
  Excerpt,
  KindOutcome,
  Miss,
  Overdue,
  UndecidedApproval,
} from '../domain/reports/digest.ts';
import { attainment } from '../domain/reports/promise-counts.ts';
import { amountWords } from './money.ts';
import { sayIn, type Say } from './say.ts';

/** A week's digest as management reads it. Of fixed width, so that columns stand in mails and logs. */
export function digestText(digest: DigestContent, company: string, locale: Locale): string {
  const { week, from, to, zone, asOf, time } = digest;
  const writer = writerIn(locale, zone);
  const { say, at } = writer;
  // A civil date has no zone: read and written in the same one.
  const dayOf = (date: string): string => sayIn(locale)('digest.day', { day: new Date(`${date}T00:00:00Z`) });
  return [
    say('digest.title', { company, week, from: dayOf(from), to: dayOf(to) }),
    say('digest.as-of', { at: at(asOf), zone }),
    '',
    say('digest.outcomes'),
    ...outcomeLines(digest.outcomes, say),
    '',
    ...section('digest.misses', digest.misses, writer, missLine),
    '',
    ...section('digest.overdue', digest.overdue, writer, overdueLine(asOf)),
    '',
    ...section('digest.undecided', digest.undecided, writer, approvalLine(asOf)),
    '',
    ...timeLines(time, say),
    '',
  ].join('\n');
}

interface Writer {
  say: Say;
  at(instant: Instant): string;
  money(amount: Money): string;
}

const writerIn = (locale: Locale, timeZone: string): Writer => {
  const say = sayIn(locale, { timeZone });
  return {
    say,
    at: (instant) => say('digest.instant', { at: new Date(instant) }),
    money: (amount) => moneyWords(locale, amount),
  };
};

function outcomeLines(outcomes: KindOutcome[], say: Say): string[] {
  if (outcomes.length === 0) return [`  ${say('digest.none')}`];
  const sum = (of: 'kept' | 'missed') => outcomes.reduce((total, outcome) => total + outcome[of], 0);
  const all = { kept: sum('kept'), missed: sum('missed') };
  const row = (name: string, { kept, missed, attainmentPercent: percent }: Omit<KindOutcome, 'kind'>): string[] => [
    name,
    String(kept),
    String(missed),
    percent === null ? '–' : say('digest.attainment-percent', { percent }),
  ];
  return table([
    ['', say('digest.kept'), say('digest.missed'), say('digest.attainment')],
    ...outcomes.map(({ kind, ...outcome }) => row(say(`digest.kind.${kind}`), outcome)),
    row(say('digest.all'), { ...all, attainmentPercent: attainment(all.kept, all.missed) }),
  ]);
}

function section<T>(
  title: 'digest.misses' | 'digest.overdue' | 'digest.undecided',
  { count, first }: Excerpt<T>,
  writer: Writer,
  line: (item: T, writer: Writer) => string,
): string[] {
  const { say } = writer;
  const more = count > first.length ? [`  ${say('digest.more', { count: count - first.length })}`] : [];
  return [say(title, { count }), ...first.map((item) => `  ${line(item, writer)}`), ...more];
}

function missLine({ ticket, kind, cycle, team, dueAt, lateMs }: Miss, { say, at }: Writer): string {
  const missed = { ticket, kind: say(`digest.kind.${kind}`), cycle, team, due: at(dueAt) };
  if (lateMs === null) return say('digest.miss-for-good', missed);
  return say('digest.miss', { ...missed, span: spanWords(lateMs, say) });
}

const overdueLine =
  (asOf: Instant) =>
  ({ ticket, kind, team, assignee, dueAt }: Overdue, { say, at }: Writer): string =>
    say('digest.overdue-ticket', {
      ticket,
      kind: kind === null ? say('digest.something') : say(`digest.kind.${kind}`),
      team,
      assignee: assignee ?? say('digest.nobody'),
      due: at(dueAt),
      span: spanWords(msBetween(dueAt, asOf), say),
    });

const approvalLine =
  (asOf: Instant) =>
  ({ ticket, type, amount, askedAt, dueAt }: UndecidedApproval, { say, at, money }: Writer): string => {
    const request = say(`digest.request.${type}`);
    return say(dueAt < asOf ? 'digest.approval-late' : 'digest.approval', {
      ticket,
      request: amount === null ? request : say('digest.request-of', { request, amount: money(amount) }),
      asked: at(askedAt),
      due: at(dueAt),
    });
  };

function timeLines(
  { tickets, totalMs, customerMs, approvalMs, closedHoursMs, teams }: DigestContent['time'],
  say: Say,
): string[] {
  const title = say('digest.time', { count: tickets });
  if (tickets === 0) return [title];
  const byTeam = Object.entries(teams).sort(([, a], [, b]) => b - a);
  const parts: [string, Milliseconds][] = [
    [say('digest.customer'), customerMs],
    [say('digest.approval-time'), approvalMs],
    [say('digest.closed-hours'), closedHoursMs],
    ...byTeam,
    [say('digest.all'), totalMs],
  ];
  const share = (ms: Milliseconds) => (totalMs === 0 ? '' : say('digest.share', { percent: (ms * 100) / totalMs }));
  return [title, ...table(parts.map(([name, ms]) => [name, spanWords(ms, say), share(ms)]))];
}

/** The first column to the left, the others to the right. */
function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((row) => `  ${row.map(cell).join('  ')}`.trimEnd());
}

/** The two greatest units: nobody reads the seconds of a day. */
function spanWords(ms: Milliseconds, say: Say): string {
  if (ms < MINUTE) return say('digest.seconds', { seconds: Math.floor(ms / 1_000) });
  const days = Math.floor(ms / DAY);
  const hours = Math.floor((ms % DAY) / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  if (days > 0) return say('digest.days', { days, hours });
  return hours > 0 ? say('digest.hours', { hours, minutes }) : say('digest.minutes', { minutes });
}

function moneyWords(locale: Locale, { minor, currency }: Money): string {
  const { maximumFractionDigits: minorUnits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  // Of plain spaces, as all of the digest's columns.
  return amountWords(locale, { currency, minorUnits }, minor).replaceAll('\u00A0', ' ');
}
