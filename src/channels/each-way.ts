/** One of several ways that the same thing goes. */
export interface Way {
  /** The same at each try. */
  name: string;
  go(): Promise<void>;
}

/** How many things are remembered that some way has not taken yet; of what is forgotten the rest may come twice. */
const REMEMBERED = 1_000;

/**
 * Sends things by several ways each. All are tried, whichever fails; when the same thing is sent again, only by those that
 * have not taken it, as far as this process remembers.
 */
export function createEachWay(): (id: string, ways: readonly Way[]) => Promise<void> {
  const takenBy = new Map<string, Set<string>>();
  return async (id, ways) => {
    const taken = takenBy.get(id) ?? new Set<string>();
    const failures: unknown[] = [];
    for (const { name, go } of ways) {
      if (taken.has(name)) continue;
      await go().then(
        () => taken.add(name),
        (error: unknown) => failures.push(error),
      );
    }
    takenBy.delete(id);
    if (failures.length === 0) return;
    takenBy.set(id, taken);
    const [oldest] = takenBy.keys();
    if (takenBy.size > REMEMBERED && oldest !== undefined) takenBy.delete(oldest);
    throw failures[0];
  };
}

/** Gives things to all receivers; one that fails holds up no other, and is tried again alone. */
export function toAll<T>(
  receivers: readonly ((thing: T) => Promise<void>)[],
  idOf: (thing: T) => string,
): (thing: T) => Promise<void> {
  const eachWay = createEachWay();
  return (thing) =>
    eachWay(
      idOf(thing),
      receivers.map((receive, index) => ({ name: String(index), go: () => receive(thing) })),
    );
}
