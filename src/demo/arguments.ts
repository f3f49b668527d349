import { NewTicket } from '../api/schemas/ticket.ts';
import { commandLine } from '../process/command-line.ts';
import { STORIES, type Story } from './stories/stories.ts';

export const HELP = `Plays the guide's worked examples against a running Kept, over HTTP as people would, and prints each ticket's
timeline. Start Kept first: npm start, in another terminal.

  npm run demo -- [STORY]… [--pace MS] [--url URL] [--locale LOCALE] [--zone ZONE]

  STORY     ${STORIES.map(({ id, about }) => `${id}: ${about}`).join('\n            ')}
            (all of them)
  --pace    milliseconds between two steps (700)
  --url     where the API listens (by PORT and HOST, http://127.0.0.1:8080)
  --locale  the customer's language, such as it: Kept writes in it, and so does our staff in English and Italian (en)
  --zone    the customer's time zone (Europe/Rome)

Tokens are signed with the key in KEPT_DATA_DIR: give this command the same one as npm start.
Colour is for terminals; NO_COLOR turns it off.`;

const DEFAULT_PACE_MS = 700;
const MAX_PACE_MS = 60_000;

const { fault, parse } = commandLine('demo');

export interface Arguments {
  help: boolean;
  stories: readonly Story[];
  paceMs: number;
  /** Undefined where the settings of this machine say it. */
  url: string | undefined;
  locale: string;
  zone: string;
}

/** @throws ArgumentFault */
export function readArguments(args: string[]): Arguments {
  const { values, positionals } = readOptions(args);
  return {
    help: values.help === true,
    stories: readStories(positionals),
    paceMs: readPace(values.pace),
    url: values.url === undefined ? undefined : readUrl(values.url),
    locale: readCustomers('locale', '--locale', values.locale ?? 'en'),
    zone: readCustomers('timeZone', '--zone', values.zone ?? 'Europe/Rome'),
  };
}

const readOptions = (args: string[]) =>
  parse({
    args,
    allowPositionals: true,
    options: {
      pace: { type: 'string' },
      url: { type: 'string' },
      locale: { type: 'string' },
      zone: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });

/** In the order of the guide, each once. */
function readStories(ids: string[]): readonly Story[] {
  const wanted = ids.map((id) => id.toLowerCase());
  const unknown = wanted.find((id) => STORIES.every((story) => story.id !== id));
  if (unknown !== undefined) {
    const known = STORIES.map(({ id }) => id).join(', ');
    throw fault(`There is no story ${unknown}: expected one of ${known}`);
  }
  return wanted.length === 0 ? STORIES : STORIES.filter(({ id }) => wanted.includes(id));
}

function readPace(pace: string | undefined): number {
  if (pace === undefined) return DEFAULT_PACE_MS;
  if (/^\d+$/.test(pace) && Number(pace) <= MAX_PACE_MS) return Number(pace);
  throw fault(`Expected --pace to be milliseconds from 0 to ${MAX_PACE_MS}, got ${pace}`);
}

function readUrl(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url.replace(/\/+$/, '');
  throw fault(`Expected --url to be an address such as http://127.0.0.1:8080, got ${url}`);
}

/** The API's own words for what it would refuse. */
function readCustomers(field: 'locale' | 'timeZone', option: string, value: string): string {
  const { error } = NewTicket.shape[field].safeParse(value);
  if (error === undefined) return value;
  throw fault(`${option}: ${error.issues[0]?.message ?? 'not as expected'}, got ${value}`);
}
