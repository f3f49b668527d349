import { resolve } from 'node:path';
import { commandLine } from '../process/command-line.ts';

export const HELP = `Lives past tickets again under another policy, and tells which promises would have been kept or missed.
Nothing is changed: journals are only read.

  npm run what-if -- --policy FILE --from DATE --to DATE [--html FILE] [--json] [--check]

  --policy  the other policy (targets, hours, holidays), such as a changed copy of policies/introserv.yaml
  --from    the first day on which the tickets were submitted, YYYY-MM-DD, by first-line support's calendar
  --to      the last one, included
  --html    writes the answer as one page as well, with every ticket that differs
  --json    prints the answer as JSON instead
  --check   lives each ticket again under its own policy as well, and names those that come to other promises than recorded

Exit status: 0 answered, 1 answered, but tickets are named that could not be lived again, or by --check came to other promises
than recorded, 2 not answered, as what was typed, a file or the database can't be used, 130 asked to stop.
Reads DATABASE_URL, else what npm start recorded in KEPT_DATA_DIR (whether or not it runs now).`;

const { fault, parse } = commandLine('what-if');
export { fault };

export interface Arguments {
  policy: string;
  from: string;
  to: string;
  /** Where the page is written, if it is wanted. */
  html: string | undefined;
  json: boolean;
  check: boolean;
}

/** @returns `null` when help is asked for. @throws ArgumentFault */
export function readArguments(args: string[]): Arguments | null {
  const { policy, from, to, html, json, check, help } = readOptions(args).values;
  if (help === true) return null;
  if (!policy) throw fault('Expected --policy FILE');
  if (html === '') throw fault('Expected --html FILE');
  if (html !== undefined && isSameFile(html, policy)) throw fault(`The page would take the place of ${policy}`);
  const days = { from: readDate('--from', from), to: readDate('--to', to) };
  if (days.to < days.from) throw fault(`--to ${days.to} is before --from ${days.from}`);
  return { policy, ...days, html, json: json === true, check: check === true };
}

const isSameFile = (one: string, other: string): boolean => resolve(one) === resolve(other);

const readOptions = (args: string[]) =>
  parse({
    args,
    options: {
      policy: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      html: { type: 'string' },
      json: { type: 'boolean' },
      check: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });

function readDate(option: string, date: string | undefined): string {
  if (date === undefined) throw fault(`Expected ${option} DATE`);
  if (/^\d{4}-\d\d-\d\d$/.test(date) && isDay(date)) return date;
  throw fault(`Expected ${option} to be a day such as 2026-11-30, got ${date}`);
}

/** The thirtieth of February is read as a day of March. */
const isDay = (date: string): boolean =>
  !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
