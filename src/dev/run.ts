import { once } from 'node:events';
import { parseEnvironment } from '../process/environment.ts';
import { StartFault } from '../process/start-fault.ts';
import { say } from './progress.ts';
import { start, type Parts, type Running } from './start.ts';
import { listenForStop } from './stop-signals.ts';
import { HELP, summary } from './summary.ts';
import { createUndo } from './undo.ts';

/** The whole of `npm start`, from the command line to the exit code. */
export async function run(args: readonly string[], loadParts: () => Promise<Parts>): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  const began = performance.now();
  const undo = createUndo();
  const asked = listenForStop(undo.endAtOnce);
  const crash = untilCrash();
  try {
    if (args.length > 0)
      throw new StartFault(`npm start takes no arguments (got ${args.join(' ')}); see npm start -- --help.`);
    const environment = parseEnvironment();
    const running = await start(environment, await loadParts(), asked, undo);
    console.log(summary(running, environment, (performance.now() - began) / 1000));
    try {
      await Promise.race([once(asked, 'abort'), crash, untilWorkerFails(running)]);
    } finally {
      await undo.all();
      say('Everything is stopped.');
    }
    return 0;
  } catch (error) {
    if (asked.aborted) {
      say('Stopped before it was ready.');
      return 130;
    }
    say(messageOf(error));
    return 1;
  }
}

/** An error nobody caught ends this process too, but not without stopping the servers it started. */
function untilCrash(): Promise<never> {
  const crash = new Promise<never>((_, reject) => process.once('uncaughtException', reject));
  // It may come before anybody waits for it.
  crash.catch(() => undefined);
  return crash;
}

/** A worker that ends in good order was asked to; one that fails takes everything with it. */
async function untilWorkerFails({ finished }: Running): Promise<never> {
  await finished;
  return new Promise<never>(() => undefined);
}

/** Most faults are the reader's to mend, for which a stack is in the way; LOG_LEVEL=debug brings it back. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const wantsStack = ['debug', 'trace'].includes(process.env.LOG_LEVEL ?? '');
  return (wantsStack ? error.stack : error.message) || String(error);
}
