/** Standard error, because a command's own answer (a token, a test result) may be read from standard output. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Says what is being done and how long that may take, and keeps telling that it is still alive. */
export async function withProgress<T>(what: string, expectation: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const elapsed = () => `${seconds()} s`;
  say(`${what} (${expectation})`);
  const ticking = setInterval(() => {
    // Often at first, so that it doesn't look stuck; then less, to leave the terminal readable.
    if (seconds() < 60 || seconds() % 60 < 10) say(`  still at it after ${elapsed()}: ${what}`);
  }, 10_000);
  try {
    const result = await work();
    say(`  done in ${elapsed()}`);
    return result;
  } catch (error) {
    say(`  gave up after ${elapsed()}`);
    throw error;
  } finally {
    clearInterval(ticking);
  }
}
