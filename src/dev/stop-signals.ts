import { say } from './progress.ts';

/**
 * One Ctrl-C reaches this process several times within moments: from the terminal, and passed on by npm. Only a later
 * one means that somebody has lost patience.
 */
const SAME_KEYSTROKE_MS = 1_000;

/** A signal that comes when the process is asked to stop. Asked again, everything is ended without further ado. */
export function listenForStop(endAtOnce: () => void): AbortSignal {
  const asked = new AbortController();
  let firstAt = 0;
  const stop = () => {
    if (!asked.signal.aborted) {
      firstAt = Date.now();
      say('\nStopping. Ctrl-C again to end at once.');
      asked.abort();
    } else if (Date.now() - firstAt > SAME_KEYSTROKE_MS) {
      endAtOnce();
      say('Ended without waiting.');
      process.exit(130);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  return asked.signal;
}
