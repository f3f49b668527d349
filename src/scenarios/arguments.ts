import { resolve } from 'node:path';
import { commandLine } from '../process/command-line.ts';

export const HELP = `Plays stories of tickets on the time-skipping server, against the real workflow, activities, store and mail, and prints
what happened in each: weeks pass in seconds.

  npm run scenario -- [FILE]… [options]

  FILE           stories, in YAML, or a directory of them (all of scenarios/)
  --only PATTERN only stories whose name or file it fits, or what they cite as a whole: a regular expression, case
                 aside: --only P12, --only 'hand-?over|night'
  --policy FILE  under another policy (POLICY_FILE, policies/introserv.yaml)
  --brief        prints timelines of failed stories alone
  --html FILE    writes all of it as one page, drawn
  --json         prints all of it as JSON instead
  --junit FILE   writes what passed and failed for other people's CI
  --coverage     tells which promises and which ways between phases no story shows; it fails when there are any
  --watch        plays a story when it is new or changes, all when the policy does; reports have the last of each
  --lanes N      how many are played at once (one more than there are cores, at most 4)

Exit status: 0 all passed, 1 some did not, 2 something could not be read, or a report not be written,
130 asked to stop.
What a story may say: scenarios/schema.json, docs/scenarios.md. Colour is for terminals; NO_COLOR turns it off.`;

const { fault, parse } = commandLine('scenario');

const MAX_LANES = 16;

export interface Arguments {
  help: boolean;
  /** None: those that are shipped. */
  files: string[];
  only: RegExp | undefined;
  policy: string | undefined;
  html: string | undefined;
  junit: string | undefined;
  json: boolean;
  brief: boolean;
  coverage: boolean;
  watch: boolean;
  lanes: number | undefined;
}

/** @throws ArgumentFault */
export function readArguments(args: string[]): Arguments {
  const { values, positionals } = readOptions(args);
  const { help = false, json = false, brief = false, coverage = false, watch = false } = values;
  const { policy, html, junit } = values;
  if (watch && coverage) throw fault('--watch goes on for ever, and --coverage tells at the end: give one');
  if (html !== undefined && junit !== undefined && resolve(html) === resolve(junit))
    throw fault(`--html and --junit both name ${html}: give each a file`);
  for (const [option, report] of Object.entries({ html, junit })) {
    if (report !== undefined && /\.ya?ml$/i.test(report))
      throw fault(`--${option} would take the place of ${report}: give it a file of its own`);
  }
  return {
    help,
    files: positionals,
    only: values.only === undefined ? undefined : patternOf(values.only),
    policy,
    html,
    junit,
    json,
    brief,
    coverage,
    watch,
    lanes: lanesOf(values.lanes),
  };
}

function patternOf(text: string): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch (error) {
    const why = /[^:]*$/.exec((error as Error).message)?.[0] ?? '';
    throw fault(`Expected --only to be a regular expression, got ${text} (${why.trim()})`);
  }
}

function lanesOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= MAX_LANES) return Number(text);
  throw fault(`Expected --lanes to be from 1 to ${MAX_LANES}, got ${text}`);
}

const readOptions = (args: string[]) =>
  parse({
    args,
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      policy: { type: 'string' },
      html: { type: 'string' },
      junit: { type: 'string' },
      json: { type: 'boolean' },
      brief: { type: 'boolean' },
      coverage: { type: 'boolean' },
      watch: { type: 'boolean' },
      lanes: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
