import { parseEnvironment, type Environment } from './environment.ts';

/** Something that runs until it is stopped. */
interface Running {
  /** Ends with it, where it can end by itself. */
  finished?: Promise<void>;
  stop(): Promise<void>;
}

/** Runs one part of Kept as a process of its own: until SIGTERM or Ctrl-C, with faults told in one sentence. */
export async function runProcess(start: (environment: Environment) => Promise<Running>): Promise<void> {
  try {
    const running = await start(parseEnvironment());
    running.finished?.catch(fail);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void running.stop().then(() => process.exit(), fail));
    }
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
