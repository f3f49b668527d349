/** Remembers how to end what has just been started. */
export type AtTheEnd = (end: () => unknown) => void;

/**
 * Starts something of several parts. When a later one fails, those that have started are ended.
 * @param start is given `atTheEnd`, to be called after each part
 * @returns what was started, and how all of its parts are ended, the last one first
 */
export async function startWhole<T>(
  start: (atTheEnd: AtTheEnd) => Promise<T>,
): Promise<{ started: T; end: () => Promise<void> }> {
  const ends: (() => unknown)[] = [];
  const end = async () => {
    const faults: unknown[] = [];
    for (let next = ends.pop(); next !== undefined; next = ends.pop()) {
      try {
        await next();
      } catch (fault) {
        faults.push(fault);
      }
    }
    if (faults.length > 0) throw faults[0];
  };
  try {
    return { started: await start((one) => ends.push(one)), end };
  } catch (error) {
    // Why it did not start says more than what then did not end.
    await end().catch(() => undefined);
    throw error;
  }
}
