import { instantOf } from '../domain/calendar/instant.ts';
import { daysBetween, zoneOfFirstLine } from '../domain/reports/calendar-days.ts';
import { say } from '../dev/progress.ts';
import type { Undo } from '../dev/undo.ts';
import { parseEnvironment, type Environment } from '../process/environment.ts';
import { readCurrentPolicy } from '../process/policy-file.ts';
import { StartFault } from '../process/start-fault.ts';
import { connectStore } from '../store/connect.ts';
import { createPolicyShelf } from '../store/policies.ts';
import { layOut } from '../timeline/lay-out.ts';
import { terminal } from '../timeline/terminal.ts';
import { HELP, readArguments, type Arguments } from './arguments.ts';
import { helpByCores } from './help.ts';
import { readOtherPolicy } from './other-policy.ts';
import { pageOf } from './page.ts';
import { requireWritable, writePage } from './page-file.ts';
import { openRecordedDatabase } from './recorded-database.ts';
import { grouped, isDoubtful, reportOf, type Report } from './report.ts';
import { textOf } from './text.ts';
import { whatIf } from './what-if.ts';

/** Reading a page of long journals from a cold disk takes its time; nobody else waits for it. */
const PATIENCE_MS = 60_000;

/** As PostgreSQL tells that a table is missing. */
const UNDEFINED_TABLE = '42P01';

const STOPPED = 130;

/**
 * The whole of `npm run what-if`, from the command line to the exit code.
 * @param undo knows meanwhile what it started
 */
export async function run(args: string[], undo: Undo, stop: AbortSignal): Promise<number> {
  try {
    const asked = readArguments(args);
    if (asked === null) {
      console.log(HELP);
      return 0;
    }
    if (asked.html !== undefined) await requireWritable(asked.html);
    const report = await find(asked, parseEnvironment(), undo, stop);
    print(report, asked.json);
    if (asked.html !== undefined) await writePage(asked.html, pageOf(report));
    return isDoubtful(report) ? 1 : 0;
  } catch (error) {
    if (stop.aborted) {
      say('Stopped before there was an answer.');
      return STOPPED;
    }
    say(error instanceof Error ? error.message : String(error));
    return 2;
  }
}

async function find(asked: Arguments, environment: Environment, undo: Undo, stop: AbortSignal): Promise<Report> {
  const policy = await readOtherPolicy(asked.policy);
  // Reports count in the days of today's policy, and so does this whatever policy is asked about.
  const zone = zoneOfFirstLine((await readCurrentPolicy(environment.POLICY_FILE)).policy);
  const days = daysBetween(asked.from, asked.to, zone);
  try {
    const url = await openRecordedDatabase(environment, undo);
    stop.throwIfAborted();
    const store = connectStore(url, { max: 2, patienceMs: PATIENCE_MS });
    undo.add('The connection to PostgreSQL', PATIENCE_MS, () => store.destroy());
    const found = await whatIf({
      store,
      policies: createPolicyShelf(store),
      policy,
      days,
      now: instantOf(Date.now()),
      check: asked.check,
      help: helpByCores,
      progress: tellNowAndThen(),
      stop,
    });
    return reportOf(found, asked.policy, days, zone);
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNDEFINED_TABLE) throw error;
    throw new StartFault('Nothing was recorded in this database yet: it has no tickets of Kept.');
  } finally {
    await undo.all();
  }
}

function print(report: Report, asJson: boolean): void {
  const screen = terminal();
  const rows = asJson ? [JSON.stringify(report, null, 2)] : layOut(textOf(report, screen.columns), screen);
  for (const row of rows) screen.print(row);
}

const EVERY_MS = 2_000;

/** For whoever waits; what is piped on is left alone. */
function tellNowAndThen(): (tickets: number) => void {
  let told = performance.now();
  return (tickets) => {
    if (performance.now() - told < EVERY_MS) return;
    told = performance.now();
    say(`${grouped(tickets)} tickets so far`);
  };
}
